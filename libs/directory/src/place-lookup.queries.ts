import { Prisma } from '#lib/database';
import type { KnownThread, Place, PlaceAnswer, PlaceKind } from './domain/place.js';

/** An answer of so many seconds ago is not asked for again. */
const FRESH_SECONDS = 10;

/** For so long what a bot was told against a place is believed; then somebody may have mended it. */
export const OBSTACLE_BELIEVED = Prisma.sql`interval '10 minutes'`;

/** The bot is to ask about these places; about those that were answered just now it is not. */
export const askAboutPlaces = (senderId: string, places: readonly Place[]): Prisma.Sql => Prisma.sql`
  insert into place_lookup as l (sender_id, kind, id, next_try_at)
  select ${senderId}::uuid, p.kind, p.id, clock_timestamp()
    from unnest(${places.map(({ kind }) => kind)}::text[], ${places.map(({ id }) => id)}::bigint[]) as p(kind, id)
   order by p.kind, p.id
  on conflict (sender_id, kind, id) do update set next_try_at = excluded.next_try_at
    where l.next_try_at is null and l.looked_at < clock_timestamp() - make_interval(secs => ${FRESH_SECONDS})`;

/** A place that the bot is to look at. */
export interface DuePlaceRow {
  readonly kind: PlaceKind;
  readonly id: number;
}

/** Places that are due, in `place_lookup_due_ix` order; a process that dies over one keeps it for a minute only. */
export const takePlaces = (senderId: string, limit: number): Prisma.Sql => Prisma.sql`
  with due as materialized (
    select kind, id from place_lookup
     where sender_id = ${senderId}::uuid and next_try_at <= (select clock_timestamp())
     order by next_try_at limit ${limit} for update skip locked)
  update place_lookup l set next_try_at = clock_timestamp() + interval '1 minute'
    from due where l.sender_id = ${senderId}::uuid and l.kind = due.kind and l.id = due.id
  returning l.kind, l.id::float8 as id`;

/** What the bot was told. A thread that was known below a message stays known. */
export const placeAnswered = (
  senderId: string,
  { kind, id }: Place,
  { obstacle, thread, rootChatId }: PlaceAnswer,
): Prisma.Sql => Prisma.sql`
  insert into place_lookup as l (sender_id, kind, id, looked_at, obstacle, thread_chat_id, root_chat_id)
  values (${senderId}::uuid, ${kind}, ${id}, clock_timestamp(), ${obstacle}, ${thread?.chatId ?? null}, ${rootChatId})
  on conflict (sender_id, kind, id) do update
    set looked_at = excluded.looked_at, next_try_at = null, obstacle = excluded.obstacle, trouble = null,
        thread_chat_id = coalesce(excluded.thread_chat_id, l.thread_chat_id),
        root_chat_id = coalesce(excluded.root_chat_id, l.root_chat_id)`;

/** No answer; once more after a while. */
export const placeUnanswered = (
  senderId: string,
  { kind, id }: Place,
  { trouble, seconds }: { readonly trouble: string; readonly seconds: number },
): Prisma.Sql => Prisma.sql`
  update place_lookup set trouble = ${trouble}, next_try_at = clock_timestamp() + make_interval(secs => ${seconds})
   where sender_id = ${senderId}::uuid and kind = ${kind} and id = ${id}`;

/** For good: what a thread says of itself never changes. */
export const rememberThread = ({ chatId, id, messageId, rootChatId }: KnownThread): Prisma.Sql => Prisma.sql`
  insert into thread (chat_id, id, message_id, root_chat_id)
  values (${chatId}, ${id}, ${messageId}, ${rootChatId}) on conflict do nothing`;

/** The thread whose messages are those of this chat; no row: it is a chat like any other. */
export const selectThread = (chatId: number): Prisma.Sql => Prisma.sql`
  select chat_id::float8 as "chatId", id::float8 as id, message_id::float8 as "messageId",
         root_chat_id::float8 as "rootChatId"
    from thread where chat_id = ${chatId}`;
