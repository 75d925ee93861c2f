import { Prisma, type Tx } from '#lib/database';
import type { BreakdownGroup, Progress } from './domain/breakdown.js';
import type { Dimension } from './domain/dimension.js';
import { isReadOf } from './reads.queries.js';
import { substanceOf } from './substance.queries.js';

/**
 * Each recipient of a run once, with what became of the message. Receipts and confirmations of this run alone are joined:
 * what earlier runs left costs nothing.
 */
const recipientsOf = (runId: string): Prisma.Sql => Prisma.sql`
  select d.id, d.recipient_id, d.state = 'sent' as is_sent,
         d.state = 'sent' and r.delivery_id is not null as is_read,
         d.state = 'sent' and a.delivery_id is not null as is_acked
    from delivery d
    left join receipt r on r.delivery_id = d.id and ${isReadOf(runId)}
    left join (
      select distinct k.delivery_id from acknowledgement k
       where k.run_id = ${runId}::uuid and k.substance >= ${substanceOf(runId)}) a on a.delivery_id = d.id
   where d.run_id = ${runId}::uuid and d.step = 0`;

const PROGRESS = Prisma.sql`
  count(*)::int as recipients, count(*) filter (where is_sent)::int as sent,
  count(*) filter (where is_read)::int as read, count(*) filter (where is_acked)::int as acked`;

function valueOf(dimension: Exclude<Dimension, 'tag'>, companyZone: string): Prisma.Sql {
  if (typeof dimension !== 'string') {
    return Prisma.sql`
      (select nullif(each ->> 'value', '') from jsonb_array_elements(p.custom_properties) each
        where each ->> 'name' = ${dimension.property} limit 1)`;
  }
  switch (dimension) {
    case 'department':
      return Prisma.sql`nullif(p.department, '')`;
    case 'title':
      return Prisma.sql`nullif(p.title, '')`;
    case 'time_zone':
      return Prisma.sql`coalesce(nullif(p.time_zone, ''), ${companyZone})`;
  }
}

/** Every group, small ones included. With tags, somebody is in each of theirs; without any, in the group of `null`. */
export function groupCounts(
  tx: Tx,
  runId: string,
  by: { readonly dimension: Dimension; readonly companyZone: string },
): Promise<BreakdownGroup[]> {
  if (by.dimension === 'tag') {
    return tx.$queryRaw<BreakdownGroup[]>`
      select t.name as value, ${PROGRESS}
        from (${recipientsOf(runId)}) recipient
        left join (person_tag pt join tag t on t.id = pt.tag_id) on pt.person_id = recipient.recipient_id
       group by t.name`;
  }
  return tx.$queryRaw<BreakdownGroup[]>`
    select ${valueOf(by.dimension, by.companyZone)} as value, ${PROGRESS}
      from (${recipientsOf(runId)}) recipient
      left join person p on p.id = recipient.recipient_id
     group by 1`;
}

/** Those who have at least one of these tags, each once; `isUntaggedToo`: and those who have none. */
export async function taggedProgress(
  tx: Tx,
  runId: string,
  among: { readonly tags: readonly string[]; readonly isUntaggedToo: boolean },
): Promise<Progress> {
  const [row] = await tx.$queryRaw<Progress[]>`
    select ${PROGRESS}
      from (${recipientsOf(runId)}) recipient
     where recipient_id in (select pt.person_id from person_tag pt join tag t on t.id = pt.tag_id
                             where t.name = any(${[...among.tags]}))
        or (${among.isUntaggedToo} and recipient_id not in (select person_id from person_tag))`;
  if (row === undefined) throw new Error('Postgres did not count.');
  return row;
}

/** Everybody of a run. */
export async function wholeProgress(tx: Tx, runId: string): Promise<Progress> {
  const [row] = await tx.$queryRaw<Progress[]>`
    select ${PROGRESS} from (${recipientsOf(runId)}) recipient`;
  if (row === undefined) throw new Error('Postgres did not count.');
  return row;
}

/** Names of the workspace's own fields, at most `limit` of them. */
export async function propertyNames(tx: Tx, limit: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    select distinct name from custom_property order by name limit ${limit}`;
  return rows.map(({ name }) => name);
}

/** Whether the workspace has a field of this name. */
export async function hasProperty(tx: Tx, name: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ found: boolean }[]>`
    select exists (select from custom_property where name = ${name}) as found`;
  return rows[0]?.found === true;
}
