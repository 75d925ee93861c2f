import { Prisma } from '#lib/database';

/** People of whom something has changed; whoever waits already is asked about anew. */
export const askAbout = (personIds: readonly number[]): Prisma.Sql => Prisma.sql`
  insert into person_lookup (person_id, asked_at, next_try_at)
  select distinct id, clock_timestamp(), clock_timestamp() from unnest(${[...personIds]}::bigint[]) as id
   order by id
  on conflict (person_id) do update set asked_at = excluded.asked_at, next_try_at = excluded.next_try_at`;

export interface LookupRow {
  readonly personId: bigint;
  readonly askedAt: Date;
}

export const selectLookups = (limit: number): Prisma.Sql => Prisma.sql`
  select person_id as "personId", asked_at as "askedAt"
    from person_lookup where next_try_at <= clock_timestamp()
   order by next_try_at limit ${limit}`;

/** Unless somebody has asked again since. */
export const endLookup = (lookup: LookupRow): Prisma.Sql => Prisma.sql`
  delete from person_lookup where person_id = ${lookup.personId} and asked_at <= ${lookup.askedAt}`;

export const putOffLookup = (lookup: LookupRow, seconds: number): Prisma.Sql => Prisma.sql`
  update person_lookup set next_try_at = clock_timestamp() + make_interval(secs => ${seconds})
   where person_id = ${lookup.personId}`;

/** A sync that began later has seen them. */
export const forgetLookups = (asOf: Date): Prisma.Sql =>
  Prisma.sql`delete from person_lookup where asked_at < ${asOf}`;

export const countLookups = Prisma.sql`select count(*)::int as count from person_lookup`;

/** What an event says for sure about people of whom the mirror knows nothing newer. */
export const applyEvent = (
  event: 'confirm' | 'suspend' | 'activate' | 'delete',
  personIds: readonly number[],
  at: Date,
): Prisma.Sql => Prisma.sql`
  update person set ${CHANGES[event]}
   where id = any(${[...personIds]}::bigint[])
     and greatest(synced_at, (select read_at from directory_reading where kind = 'people')) < ${at}`;

const CHANGES = {
  confirm: Prisma.sql`invite_status = 'confirmed'`,
  suspend: Prisma.sql`is_suspended = true`,
  activate: Prisma.sql`is_suspended = false`,
  delete: Prisma.sql`left_at = coalesce(left_at, clock_timestamp())`,
} as const;
