import { Prisma, type Tx } from '#lib/database';

/** How many could have read a chat post, and have. `read` counts among `members` only, so it is never more. */
export interface ReaderCounts {
  /** Were members when it was first looked at, or have become so since. */
  readonly members: number;
  readonly read: number;
  /** Have read it and were never seen as members, as in an open channel. */
  readonly outside: number;
}

const COULD_READ = Prisma.sql`(x.was_member or x.is_member)`;

/** One row of `ReaderCounts` for the delivery that `deliveryId` says. */
export const readersOf = (deliveryId: Prisma.Sql): Prisma.Sql => Prisma.sql`
  select count(*) filter (where ${COULD_READ})::int as members,
         count(*) filter (where ${COULD_READ} and x.read_seen_at is not null)::int as read,
         count(*) filter (where not ${COULD_READ} and x.read_seen_at is not null)::int as outside
    from chat_post_reader x where x.delivery_id = ${deliveryId}`;

/** The chat posts of a run together. */
export interface ChatFigures extends ReaderCounts {
  readonly posts: number;
  /** Every read that could be seen before this instant is counted, in each post; `null`: one was not looked at yet. */
  readonly asOf: Date | null;
  /** `null`: nothing is looked at any more. */
  readonly nextLookAt: Date | null;
}

/** Somebody who is in two of the chats counts in each. `null`: the run has none. */
export async function chatFigures(tx: Tx, runId: string): Promise<ChatFigures | null> {
  const [row] = await tx.$queryRaw<ChatFigures[]>`
    select count(*)::int as posts, coalesce(sum(c.members), 0)::int as members, coalesce(sum(c.read), 0)::int as read,
           coalesce(sum(c.outside), 0)::int as outside, min(p.next_look_at) as "nextLookAt",
           case when bool_and(p.read_as_of is not null) then min(p.read_as_of) end as "asOf"
      from delivery d join chat_post p on p.delivery_id = d.id
     cross join lateral (${readersOf(Prisma.sql`p.delivery_id`)}) c
     where d.run_id = ${runId}::uuid and d.state = 'sent'`;
  return row === undefined || row.posts === 0 ? null : row;
}
