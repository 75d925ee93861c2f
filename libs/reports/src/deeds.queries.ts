import { Prisma, type Tx } from '#lib/database';

/** What people did with messages of a run, in the order in which it was told. */
export interface DeedRow {
  readonly id: bigint;
  readonly deliveryId: bigint;
  readonly personId: bigint;
  readonly nickname: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
}

export interface ReplyRow extends DeedRow {
  readonly chatId: bigint;
  readonly messageId: bigint;
  readonly isQuoting: boolean;
  readonly saidAt: Date;
  readonly deletedAt: Date | null;
}

export interface ReactionRow extends DeedRow {
  readonly code: string;
  readonly name: string;
  readonly putAt: Date;
  readonly removedAt: Date | null;
}

export interface QuestionRow extends DeedRow {
  readonly text: string;
  readonly askedAt: Date;
  /** Of the message that it is about; `null`: not known yet. */
  readonly chatId: bigint | null;
  readonly messageId: bigint | null;
}

/** Which questions; everything given must fit. */
export interface QuestionFilter {
  readonly personId?: number;
  readonly askedAfter?: Date;
  readonly askedBefore?: Date;
}

/** A part of a list: what comes after an entry. */
export interface DeedQuery {
  readonly runId: string;
  readonly after: bigint;
  readonly limit: number;
}

const WHO = Prisma.sql`
  x.id, x.delivery_id as "deliveryId", x.person_id as "personId", p.nickname, p.first_name as "firstName",
  p.last_name as "lastName"`;

/** By reply_run_id_id_idx. */
export function selectReplies(tx: Tx, { runId, after, limit }: DeedQuery): Promise<ReplyRow[]> {
  return tx.$queryRaw<ReplyRow[]>`
    select ${WHO}, x.chat_id as "chatId", x.message_id as "messageId", x.is_quoting as "isQuoting",
           x.said_at as "saidAt", x.deleted_at as "deletedAt"
      from reply x left join person p on p.id = x.person_id
     where x.run_id = ${runId}::uuid and x.id > ${after} order by x.id limit ${limit}`;
}

/** By reaction_run_id_id_idx. What was put on again after it was taken away is there. */
export function selectReactions(tx: Tx, { runId, after, limit }: DeedQuery): Promise<ReactionRow[]> {
  return tx.$queryRaw<ReactionRow[]>`
    select ${WHO}, x.code, x.name, x.put_at as "putAt",
           case when x.removed_at >= x.put_at then x.removed_at end as "removedAt"
      from reaction x left join person p on p.id = x.person_id
     where x.run_id = ${runId}::uuid and x.id > ${after} order by x.id limit ${limit}`;
}

/** By question_run_id_id_idx, those of one person by question_run_id_person_id_id_idx. */
export function selectQuestions(
  tx: Tx,
  { runId, after, limit }: DeedQuery,
  { personId, askedAfter, askedBefore }: QuestionFilter,
): Promise<QuestionRow[]> {
  const conditions = [
    Prisma.sql`x.run_id = ${runId}::uuid and x.id > ${after}`,
    ...(personId === undefined ? [] : [Prisma.sql`x.person_id = ${personId}`]),
    ...(askedAfter === undefined ? [] : [Prisma.sql`x.asked_at >= ${askedAfter}::timestamptz`]),
    ...(askedBefore === undefined ? [] : [Prisma.sql`x.asked_at < ${askedBefore}::timestamptz`]),
  ];
  return tx.$queryRaw<QuestionRow[]>`
    select ${WHO}, x.text, x.asked_at as "askedAt", d.chat_id as "chatId", d.message_id as "messageId"
      from question x join delivery d on d.id = x.delivery_id left join person p on p.id = x.person_id
     where ${Prisma.join(conditions, ' and ')} order by x.id limit ${limit}`;
}
