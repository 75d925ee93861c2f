import { type Tx } from '#lib/database';
import { interval } from './interval.queries.js';

/** A chat post whose readers are due to be looked at. */
export interface DuePost {
  readonly deliveryId: bigint;
  /** Whose members could read it: of a post in a thread, the chat above it. */
  readonly rootChatId: number;
  readonly messageId: number;
  readonly sentAt: Date;
  /** Looks that were answered so far: the guard of what a look writes. */
  readonly looks: number;
  /** The messenger did not know the message at the last look. */
  readonly wasMissing: boolean;
}

const MISSING = 'missing';

/** The longest due first. A bot has one owner, and what a look writes is guarded by `looks`. */
export function duePosts(tx: Tx, senderId: string, limit: number): Promise<DuePost[]> {
  return tx.$queryRaw<DuePost[]>`
    select delivery_id as "deliveryId", message_id::float8 as "messageId",
           sent_at as "sentAt", looks, coalesce(trouble = ${MISSING}, false) as "wasMissing",
           coalesce((select t.root_chat_id from thread t where t.chat_id = chat_post.chat_id), chat_id)::float8 as "rootChatId"
      from chat_post
     where sender_id = ${senderId}::uuid and next_look_at <= (select clock_timestamp())
     order by next_look_at, delivery_id limit ${limit}`;
}

/** What one look at a chat post has seen, whole. */
export interface SeenPost {
  readonly memberIds: readonly number[];
  readonly readerIds: readonly number[];
  /** Postgres' time before the first request. */
  readonly lookedAt: Date;
  /** `null`: there is none. */
  readonly nextLookAt: Date | null;
}

/** @returns whether the post is still where the look found it; it is locked until the transaction ends then */
export async function lockPost(tx: Tx, { deliveryId, looks }: DuePost): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    select from chat_post where delivery_id = ${deliveryId} and looks = ${looks} for update`;
  return rows.length > 0;
}

/**
 * Who is in the chat now. The first look freezes them as those who were there when it was posted; who comes later can
 * read it, too, and who leaves could. Bots read nothing: this one and others are left out.
 */
export async function mergeMembers(tx: Tx, post: DuePost, memberIds: readonly number[]): Promise<void> {
  await tx.$executeRaw`
    insert into chat_post_reader as r (delivery_id, person_id, was_member, is_member)
    select ${post.deliveryId}, m.id, ${post.looks} = 0, true
      from (select distinct id from unnest(${[...memberIds]}::bigint[]) as id) m
     where not exists (select from person p where p.id = m.id and p.is_bot)
       and not exists (select from chat_post c join sender s on s.id = c.sender_id
                        where c.delivery_id = ${post.deliveryId} and s.bot_user_id = m.id)
    on conflict (delivery_id, person_id) do update set is_member = true where not r.is_member`;
  await tx.$executeRaw`
    update chat_post_reader set is_member = false
     where delivery_id = ${post.deliveryId} and is_member and person_id <> all(${[...memberIds]}::bigint[])`;
}

/** Once read stays read; the first instant at which it was known is kept. Readers from outside the chat get a row, too. */
export async function mergeReaders(
  tx: Tx,
  post: DuePost,
  { readerIds }: Pick<SeenPost, 'readerIds'>,
): Promise<void> {
  await tx.$executeRaw`
    insert into chat_post_reader as r (delivery_id, person_id, was_member, is_member, read_seen_at)
    select ${post.deliveryId}, m.id, false, false, clock_timestamp()
      from (select distinct id from unnest(${[...readerIds]}::bigint[]) as id) m
     where not exists (select from person p where p.id = m.id and p.is_bot)
       and not exists (select from chat_post c join sender s on s.id = c.sender_id
                        where c.delivery_id = ${post.deliveryId} and s.bot_user_id = m.id)
    on conflict (delivery_id, person_id) do update set read_seen_at = excluded.read_seen_at
      where r.read_seen_at is null`;
}

export async function postLooked(tx: Tx, post: DuePost, seen: SeenPost): Promise<void> {
  await tx.$executeRaw`
    update chat_post
       set looks = looks + 1, members_at = ${seen.lookedAt}::timestamptz, read_as_of = ${seen.lookedAt}::timestamptz,
           trouble = null,
           next_look_at = ${seen.nextLookAt}::timestamptz
     where delivery_id = ${post.deliveryId} and looks = ${post.looks}`;
}

/** Nothing was learned; once more after a while. */
export async function postponePost(
  tx: Tx,
  { deliveryId, looks }: DuePost,
  after: { readonly trouble: string; readonly inMs: number },
): Promise<void> {
  await tx.$executeRaw`
    update chat_post set trouble = ${after.trouble}, next_look_at = clock_timestamp() + ${interval(after.inMs)}
     where delivery_id = ${deliveryId} and looks = ${looks}`;
}

/** The message is not there: looked at once more, since one that was sent just now may show late; then no more. */
export async function postMissing(
  tx: Tx,
  post: DuePost,
  { isGone, inMs }: { readonly isGone: boolean; readonly inMs: number },
): Promise<void> {
  await tx.$executeRaw`
    update chat_post
       set trouble = ${isGone ? 'gone' : MISSING},
           next_look_at = case when not ${isGone} then clock_timestamp() + ${interval(inMs)} end
     where delivery_id = ${post.deliveryId} and looks = ${post.looks}`;
}
