import { Prisma, type Tx } from '#lib/database';
import type { WhenAway } from '#lib/deliveries';
import { isOptedOut } from '#lib/directory';
import type { ManagersBy, ManagerTrouble } from './domain/managers.js';

/**
 * Rows of (person_id, manager_id, trouble), one for each of these people: who their manager is, or why nobody is told.
 * Each value is looked up once, however many people name the same manager.
 *
 * @param people rows of (person_id)
 */
export function managersOf(people: Prisma.Sql, by: ManagersBy): Prisma.Sql {
  return Prisma.sql`
    with told as materialized (${toldBy(people, by)}),
    given as (select distinct given from told where given is not null),
    candidate as (select id, nickname, email, is_suspended from person where left_at is null and not is_bot),
    named as (
      select g.given, q.id from given g
        join candidate q on q.id = case when g.given ~ '^[0-9]{1,15}$' then g.given::bigint end
      union select g.given, q.id from given g join candidate q on lower(q.nickname) = lower(ltrim(g.given, '@'))
      union select g.given, q.id from given g join candidate q on lower(q.email) = lower(g.given)),
    found as (select given, min(id) as id, count(*) as matches from named group by given),
    judged as (
      select t.person_id, f.id as manager_id,
             case when t.given is null then 'no_manager'
                  when f.id is null then 'manager_unknown'
                  when f.matches > 1 then 'manager_ambiguous'
                  when f.id = t.person_id then 'own_manager'
                  when q.is_suspended then 'manager_suspended' end as trouble
        from told t left join found f on f.given = t.given left join candidate q on q.id = f.id)
    select person_id, case when trouble is null then manager_id end as manager_id, trouble from judged`;
}

function toldBy(people: Prisma.Sql, by: ManagersBy): Prisma.Sql {
  if ('property' in by)
    return Prisma.sql`
      select m.person_id, nullif(trim(c.value), '') as given
        from (${people}) m join person p on p.id = m.person_id
        left join lateral (select v ->> 'value' as value from jsonb_array_elements(p.custom_properties) v
                            where v ->> 'name' = ${by.property} limit 1) c on true`;
  const [persons, managers] = [
    by.rows.map(({ personId }) => personId),
    by.rows.map(({ managerId }) => String(managerId)),
  ];
  return Prisma.sql`
    select m.person_id, r.given from (${people}) m
      left join unnest(${persons}::bigint[], ${managers}::text[]) as r(person_id, given) on r.person_id = m.person_id`;
}

/** Rows of (recipient_id, included_by, skip_reason, available_at): the managers whom a digest that has begun goes to. */
export function selectDigestManagers({
  runId,
  step,
  afterHours,
  whenAway,
}: {
  readonly runId: string;
  readonly step: number;
  /** Counted from the freezing of the run's people. */
  readonly afterHours: number;
  readonly whenAway: WhenAway;
}): Prisma.Sql {
  return Prisma.sql`
    select p.id as recipient_id, 'manager' as included_by,
           (select r.prepared_at + make_interval(hours => ${afterHours}::int) from run r
             where r.id = ${runId}::uuid) as available_at,
           case when ${isOptedOut(Prisma.sql`p.id`)} then 'opted_out'
                when p.is_away and ${whenAway} = 'skip' then 'away' end as skip_reason
      from person p
     where p.id in (select g.manager_id from digest_person g
                     where g.run_id = ${runId}::uuid and g.step = ${step}::smallint)`;
}

/** What a digest would come to. */
export interface DigestEstimate {
  /** Whom it is about. */
  readonly people: number;
  /** Who gets one. */
  readonly managers: number;
  /** Of `people`, nobody is told about. */
  readonly withoutManager: readonly { readonly reason: ManagerTrouble; readonly count: number }[];
}

/** @param rows of (person_id, manager_id, trouble) */
export async function estimateDigest(tx: Tx, rows: Prisma.Sql): Promise<DigestEstimate> {
  const [row] = await tx.$queryRaw<DigestEstimate[]>`
    with found as materialized (${rows})
    select count(*)::int as people, count(distinct manager_id)::int as managers,
           (select coalesce(jsonb_agg(jsonb_build_object('reason', trouble, 'count', count) order by count desc, trouble), '[]')
              from (select trouble, count(*)::int as count from found where trouble is not null group by trouble) t)
             as "withoutManager"
      from found`;
  if (row === undefined) throw new Error('An aggregate gave no row.');
  return row;
}

/** Somebody about whom nobody is told. */
export interface WithoutManager {
  readonly personId: number;
  readonly nickname: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly trouble: ManagerTrouble;
}

/** @param rows of (person_id, manager_id, trouble) @param page.after the last id of the page before; 0: the first page */
export function selectWithoutManager(
  tx: Tx,
  rows: Prisma.Sql,
  page: { readonly after: number; readonly limit: number },
): Promise<WithoutManager[]> {
  return tx.$queryRaw<WithoutManager[]>`
    select f.person_id::float8 as "personId", p.nickname, p.first_name as "firstName", p.last_name as "lastName", f.trouble
      from (${rows}) f join person p on p.id = f.person_id
     where f.trouble is not null and f.person_id > ${page.after}::bigint
     order by f.person_id limit ${page.limit}`;
}

/** Which of these ids nobody of the directory has. */
export async function unknownPeople(tx: Tx, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    select r.id::float8 as id from unnest(${[...ids]}::bigint[]) as r(id)
     where not exists (select from person p where p.id = r.id and p.left_at is null)`;
  return new Set(rows.map(({ id }) => id));
}

/** Whether the workspace has such a property. */
export async function hasProperty(tx: Tx, name: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ is: boolean }[]>`
    select exists (select from custom_property where name = ${name}) as is`;
  return row?.is ?? false;
}
