import { Prisma, type Tx } from '#lib/database';
import type { CanaryOutcome, MarkerChannels } from './domain/marker-channels.js';

/** A run starts with a result of this age at most. */
const FRESH_FOR = Prisma.sql`interval '10 minutes'`;
/** After a round trip that told something, and after one that did not. */
const NEXT_AFTER = Prisma.sql`interval '1 day'`;
const RETRY_AFTER = Prisma.sql`interval '5 minutes'`;

/** To whom a canary of the bot would go, and whether one should now. */
export interface CanaryTarget {
  readonly userId: bigint;
  readonly avatarUrl: string | null;
  readonly isDue: boolean;
}

/** `null`: the bot may not send at present, or there is no account to write to. */
export async function canaryTarget(tx: Tx, senderId: string): Promise<CanaryTarget | null> {
  const [row] = await tx.$queryRaw<CanaryTarget[]>`
    select canary_user_id as "userId", avatar_url as "avatarUrl",
           coalesce(canary_due_at <= clock_timestamp(), false) as "isDue"
      from sender where id = ${senderId}::uuid and status = 'active' and canary_user_id is not null`;
  return row ?? null;
}

/** Somebody asked: at once, whatever is known. */
export async function makeDue(tx: Tx, senderId: string): Promise<void> {
  await tx.$executeRaw`
    update sender set canary_due_at = clock_timestamp() where id = ${senderId}::uuid`;
}

/** A run is about to start: at once, unless it was tried within ten minutes. */
export async function makeDueUnlessFresh(tx: Tx, senderIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    update sender set canary_due_at = clock_timestamp()
     where id = any(${[...senderIds]}::uuid[]) and canary_user_id is not null
       and (canary_due_at is null or canary_due_at > clock_timestamp())
       and (canary_tried_at is null or canary_tried_at < clock_timestamp() - ${FRESH_FOR})`;
}

/** The row stands before the message can: whatever happens next, somebody knows what to look for. */
export async function beginCanary(
  tx: Tx,
  senderId: string,
  userId: bigint,
): Promise<{ readonly id: bigint; readonly marker: string }> {
  const [row] = await tx.$queryRaw<{ id: bigint; marker: string }[]>`
    insert into canary_message (sender_id, user_id, marker, began_at, next_try_at)
    values (${senderId}::uuid, ${userId}, new_marker(), clock_timestamp(), clock_timestamp())
    returning id, marker`;
  if (row === undefined) throw new Error('An insert gave no row');
  return row;
}

export async function canaryPosted(
  tx: Tx,
  id: bigint,
  message: { readonly id: number; readonly chatId: number },
): Promise<void> {
  await tx.$executeRaw`
    update canary_message set message_id = ${message.id}, chat_id = ${message.chatId} where id = ${id}`;
}

/** It is away, or never was. */
export async function canaryGone(tx: Tx, id: bigint): Promise<void> {
  await tx.$executeRaw`update canary_message set removed_at = clock_timestamp() where id = ${id}`;
}

export async function canaryAgain(tx: Tx, id: bigint, inMs: number): Promise<void> {
  await tx.$executeRaw`
    update canary_message set next_try_at = clock_timestamp() + make_interval(secs => ${inMs / 1000}::float8)
     where id = ${id}`;
}

/** A canary that may still stand in its chat. */
export interface LeftCanary {
  readonly id: bigint;
  readonly userId: bigint;
  readonly marker: string;
  readonly messageId: bigint | null;
  readonly beganAt: Date;
  readonly ageMs: number;
}

/** Only the bot's owner posts canaries, one after the other: what it finds open before the next is left over. */
export function leftCanaries(tx: Tx, senderId: string, limit: number): Promise<LeftCanary[]> {
  return tx.$queryRaw<LeftCanary[]>`
    select id, user_id as "userId", marker, message_id as "messageId", began_at as "beganAt",
           (extract(epoch from clock_timestamp() - began_at) * 1000)::float8 as "ageMs"
      from canary_message
     where sender_id = ${senderId}::uuid and removed_at is null and next_try_at <= clock_timestamp()
     order by next_try_at limit ${limit}`;
}

/** Of these messages and markers, those that belong to canaries of the bot. */
export function knownCanaries(
  tx: Tx,
  senderId: string,
  asked: { readonly messageIds: readonly number[]; readonly markers: readonly string[] },
): Promise<{ readonly messageId: bigint | null; readonly marker: string }[]> {
  return tx.$queryRaw<{ messageId: bigint | null; marker: string }[]>`
    select message_id as "messageId", marker from canary_message
     where sender_id = ${senderId}::uuid
       and (message_id = any(${[...asked.messageIds]}::bigint[]) or marker = any(${[...asked.markers]}::text[]))`;
}

/** The round trip told something about the channels. */
export async function writeChannels(
  tx: Tx,
  senderId: string,
  found: { readonly channels: MarkerChannels; readonly outcome: CanaryOutcome },
): Promise<void> {
  const { channels, outcome } = found;
  await tx.$executeRaw`
    update sender set marker_avatar = ${channels.avatar}, marker_buttons = ${channels.buttons},
                      marker_history = ${channels.history}, marker_edit = ${channels.edit},
                      markers_checked_at = clock_timestamp(), canary_outcome = ${outcome},
                      canary_tried_at = clock_timestamp(), canary_due_at = clock_timestamp() + ${NEXT_AFTER}
     where id = ${senderId}::uuid`;
}

/** It told nothing: what was known stays, and it is tried again. */
export async function writeAttempt(tx: Tx, senderId: string, outcome: CanaryOutcome): Promise<void> {
  await tx.$executeRaw`
    update sender set canary_outcome = ${outcome}, canary_tried_at = clock_timestamp(),
                      canary_due_at = clock_timestamp() + ${RETRY_AFTER}
     where id = ${senderId}::uuid`;
}

/**
 * A send was answered without the marker that it carried.
 *
 * @returns whether that is news
 */
export async function writeChannelLost(
  tx: Tx,
  senderId: string,
  channel: 'avatar' | 'buttons',
): Promise<boolean> {
  const column = channel === 'avatar' ? Prisma.sql`marker_avatar` : Prisma.sql`marker_buttons`;
  const count = await tx.$executeRaw`
    update sender set ${column} = 'lost', markers_checked_at = clock_timestamp()
     where id = ${senderId}::uuid and ${column} <> 'lost'`;
  return count > 0;
}
