import { Prisma, type Tx } from '#lib/database';

/** A message of ours that somebody has done something with. */
export interface MessageOfDeed {
  readonly id: bigint;
  readonly runId: string;
  /** A chat post has many readers, whose looks are counted elsewhere. */
  readonly isChatPost: boolean;
}

const MESSAGE = Prisma.sql`d.id, d.run_id as "runId", d.recipient_id < 0 as "isChatPost"`;

/** The newest message that the bot sent to this person before another message of their direct chat. */
export async function lastSentBefore(
  tx: Tx,
  answer: {
    readonly senderId: string;
    readonly personId: number;
    readonly chatId: number;
    readonly messageId: number;
  },
): Promise<MessageOfDeed | null> {
  const [row] = await tx.$queryRaw<MessageOfDeed[]>`
    select ${MESSAGE} from dm_chat c
      join delivery d on d.sender_id = c.sender_id and d.recipient_id = c.recipient_id
     where c.sender_id = ${answer.senderId}::uuid and c.recipient_id = ${answer.personId} and c.chat_id = ${answer.chatId}
       and d.state = 'sent' and d.message_id < ${answer.messageId}
     order by d.message_id desc limit 1`;
  return row ?? null;
}

/** The delivery of a message, if it is this person's, or a post that everybody of a chat but the bot may answer. */
export async function deliveryOf(
  tx: Tx,
  message: { readonly senderId: string; readonly personId: number; readonly messageId: number },
): Promise<MessageOfDeed | null> {
  const [row] = await tx.$queryRaw<MessageOfDeed[]>`
    select ${MESSAGE} from delivery d
     where d.sender_id = ${message.senderId}::uuid and d.message_id = ${message.messageId}
       and (d.recipient_id = ${message.personId} or d.recipient_id < 0) and d.state = 'sent'
       and not exists (select from sender s where s.id = d.sender_id and s.bot_user_id = ${message.personId})`;
  return row ?? null;
}

/** What somebody wrote after a message of ours. */
export interface NewReply {
  readonly senderId: string;
  readonly personId: number;
  readonly chatId: number;
  readonly messageId: number;
  readonly isQuoting: boolean;
  /** By the messenger's clock. */
  readonly saidAt: Date;
}

/** Kept once, however often it is told. */
export async function recordReply(tx: Tx, message: MessageOfDeed, reply: NewReply): Promise<void> {
  await tx.$executeRaw`
    insert into reply (run_id, delivery_id, sender_id, person_id, chat_id, message_id, is_quoting, said_at)
    values (${message.runId}::uuid, ${message.id}, ${reply.senderId}::uuid, ${reply.personId}, ${reply.chatId},
            ${reply.messageId}, ${reply.isQuoting}, ${reply.saidAt})
    on conflict (sender_id, message_id) do nothing`;
}

/** Its author, or a moderator, took a reply away. @returns how many replies that are */
export function forgetReply(
  tx: Tx,
  reply: { readonly senderId: string; readonly messageId: number; readonly at: Date },
): Promise<number> {
  return tx.$executeRaw`
    update reply set deleted_at = ${reply.at}
     where sender_id = ${reply.senderId}::uuid and message_id = ${reply.messageId} and deleted_at is null`;
}

/** A reaction that was put on a message, or taken away again. */
export interface ToldReaction {
  readonly personId: number;
  readonly code: string;
  readonly name: string;
  readonly isRemoved: boolean;
  /** By the messenger's clock. */
  readonly at: Date;
}

/**
 * Told in any order and more than once: what is latest of each kind decides. One that was taken away counts as put at that
 * moment at the latest, in case that is told first.
 */
export async function recordReaction(tx: Tx, message: MessageOfDeed, told: ToldReaction): Promise<void> {
  await tx.$executeRaw`
    insert into reaction as r (run_id, delivery_id, person_id, code, name, put_at, removed_at)
    values (${message.runId}::uuid, ${message.id}, ${told.personId}, ${told.code}, ${told.name}, ${told.at},
            ${told.isRemoved ? told.at : null})
    on conflict (delivery_id, person_id, code, name) do update
      set put_at = case when ${told.isRemoved} then r.put_at else greatest(r.put_at, excluded.put_at) end,
          removed_at = greatest(r.removed_at, excluded.removed_at)`;
}
