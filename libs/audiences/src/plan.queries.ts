import { Prisma } from '#lib/database';
import type { AudiencePlan, Edge, Leaves } from './domain/audience-plan.js';
import type { RunResult } from './domain/audience.js';

/**
 * Everybody whom the plan selects, as (person_id, node), for its first nodes only; somebody may be there several times.
 *
 * One part for each kind of leaf that occurs, one for each level of composites; all values are in arrays, so the
 * statement does not grow with them.
 */
export function selectedBy(plan: AudiencePlan): Prisma.Sql {
  const leaves = leafRows(plan.leaves);
  if (plan.levels.length === 0) return leaves;
  const known = LEVEL_NAMES.slice(0, plan.levels.length + 1);
  if (known.length <= plan.levels.length) throw new Error('The plan has more levels than nesting allows.');
  const levels = plan.levels.map((edges, n) => composites(edges, known.slice(0, n + 1)));
  const parts = [leaves, ...levels].map(
    (rows, n) => Prisma.sql`${known[n] ?? Prisma.empty} (person_id, node) as (${rows})`,
  );
  return Prisma.sql`
    with ${Prisma.join(parts, ', ')}
    select person_id, node from (${unionOf(known)}) as made where node < ${plan.labels.length}::int`;
}

/** Names of the levels; a saved audience adds two at most, and so does what stands around the outermost one. */
const LEVEL_NAMES = [
  ...[Prisma.sql`level_0`, Prisma.sql`level_1`, Prisma.sql`level_2`, Prisma.sql`level_3`],
  ...[Prisma.sql`level_4`, Prisma.sql`level_5`, Prisma.sql`level_6`, Prisma.sql`level_7`],
  ...[Prisma.sql`level_8`, Prisma.sql`level_9`],
];

function unionOf(names: readonly Prisma.Sql[]): Prisma.Sql {
  return Prisma.join(
    names.map((name) => Prisma.sql`select person_id, node from ${name}`),
    ' union all ',
  );
}

function composites(edges: readonly Edge[], lower: readonly Prisma.Sql[]): Prisma.Sql {
  return Prisma.sql`
    select m.person_id, e.parent
      from (${unionOf(lower)}) as m
      join unnest(${edges.map((each) => each.parent)}::int[], ${edges.map((each) => each.child)}::int[],
                  ${edges.map((each) => each.needed)}::int[], ${edges.map((each) => each.isNegative)}::boolean[])
           as e(parent, child, needed, is_negative) on e.child = m.node
     group by m.person_id, e.parent, e.needed
    having count(distinct e.child) filter (where not e.is_negative) >= e.needed and not bool_or(e.is_negative)`;
}

function leafRows(leaves: Leaves): Prisma.Sql {
  const parts = [
    everyone(leaves),
    anyTag(leaves),
    allTags(leaves),
    field(leaves.departments, Prisma.sql`p.department`),
    field(leaves.titles, Prisma.sql`p.title`),
    field(leaves.roles, Prisma.sql`p.role`),
    field(leaves.timeZones, Prisma.sql`coalesce(p.time_zone, '')`),
    properties(leaves),
    users(leaves),
    chats(leaves),
    lists(leaves),
    ...runResults(leaves),
  ].filter((part) => part !== null);
  if (parts.length === 0) return Prisma.sql`select null::bigint as person_id, null::int as node where false`;
  return Prisma.join(parts, ' union all ');
}

const nodesOf = (leaves: readonly { readonly node: number }[]): number[] => leaves.map(({ node }) => node);
const valuesOf = (leaves: readonly { readonly value: string }[]): string[] =>
  leaves.map(({ value }) => value);

function everyone({ everyone: nodes }: Leaves): Prisma.Sql | null {
  if (nodes.length === 0) return null;
  const [only, ...others] = nodes;
  if (others.length === 0) return Prisma.sql`select p.id as person_id, ${only}::int as node from person p`;
  return Prisma.sql`
    select p.id as person_id, n.node from person p cross join unnest(${[...nodes]}::int[]) as n(node)`;
}

function anyTag({ anyTag: tags }: Leaves): Prisma.Sql | null {
  if (tags.length === 0) return null;
  return Prisma.sql`
    select pt.person_id, r.node
      from unnest(${valuesOf(tags)}::text[], ${nodesOf(tags)}::int[]) as r(name, node)
      join tag t on t.name = r.name
      join person_tag pt on pt.tag_id = t.id`;
}

function allTags({ allTags: tags }: Leaves): Prisma.Sql | null {
  if (tags.length === 0) return null;
  return Prisma.sql`
    select pt.person_id, r.node
      from unnest(${valuesOf(tags)}::text[], ${nodesOf(tags)}::int[], ${tags.map((each) => each.needed)}::int[])
           with ordinality as r(name, node, needed, place)
      join tag t on t.name = r.name
      join person_tag pt on pt.tag_id = t.id
     group by pt.person_id, r.node, r.needed
    having count(distinct r.place) = r.needed`;
}

function field(leaves: Leaves['departments'], column: Prisma.Sql): Prisma.Sql | null {
  if (leaves.length === 0) return null;
  return Prisma.sql`
    select p.id as person_id, r.node
      from unnest(${valuesOf(leaves)}::text[], ${nodesOf(leaves)}::int[]) as r(value, node)
      join person p on ${column} = r.value`;
}

function properties({ properties: leaves }: Leaves): Prisma.Sql | null {
  if (leaves.length === 0) return null;
  return Prisma.sql`
    select p.id as person_id, r.node
      from person p
     cross join lateral jsonb_array_elements(p.custom_properties) as property
      join unnest(${leaves.map((each) => each.name)}::text[], ${valuesOf(leaves)}::text[], ${nodesOf(leaves)}::int[])
           as r(name, value, node)
        on property ->> 'name' = r.name and property ->> 'value' = r.value`;
}

function users({ users: leaves }: Leaves): Prisma.Sql | null {
  if (leaves.length === 0) return null;
  return Prisma.sql`
    select r.id as person_id, r.node
      from unnest(${leaves.map(({ id }) => id)}::bigint[], ${nodesOf(leaves)}::int[]) as r(id, node)`;
}

function chats({ chats: leaves }: Leaves): Prisma.Sql | null {
  if (leaves.length === 0) return null;
  return Prisma.sql`
    select m.person_id, r.node
      from unnest(${leaves.map(({ id }) => id)}::bigint[], ${nodesOf(leaves)}::int[]) as r(chat_id, node)
      join chat_member m on m.chat_id = r.chat_id`;
}

function lists({ lists: leaves }: Leaves): Prisma.Sql | null {
  if (leaves.length === 0) return null;
  return Prisma.sql`
    select m.person_id, r.node
      from unnest(${valuesOf(leaves)}::uuid[], ${nodesOf(leaves)}::int[]) as r(audience_id, node)
      join audience_member m on m.audience_id = r.audience_id`;
}

/** What makes a delivery `d`, with its receipt `c` and its acknowledgement `a` of what the run says by now, one of a result. */
const RESULT_CONDITIONS: Readonly<Record<RunResult, Prisma.Sql>> = {
  sent: Prisma.sql`d.state = 'sent'`,
  not_sent: Prisma.sql`d.state <> 'sent'`,
  failed: Prisma.sql`d.state = 'failed'`,
  read: Prisma.sql`c.read_seen_at is not null`,
  unread: Prisma.sql`d.state = 'sent' and c.read_seen_at is null`,
  acknowledged: Prisma.sql`a.delivery_id is not null`,
  not_acknowledged: Prisma.sql`d.state = 'sent' and a.delivery_id is null`,
};

function runResults({ runResults: leaves }: Leaves): Prisma.Sql[] {
  const results = [...new Set(leaves.map(({ result }) => result))];
  return results.map((result) => {
    const mine = leaves.filter((leaf) => leaf.result === result);
    return Prisma.sql`
      select d.recipient_id as person_id, r.node
        from unnest(${mine.map(({ runId }) => runId)}::uuid[], ${nodesOf(mine)}::int[]) as r(run_id, node)
        join delivery d on d.run_id = r.run_id and d.step = 0
        left join receipt c on c.delivery_id = d.id
        join run n on n.id = d.run_id
        join content_version w on w.id = n.content_version_id
        left join acknowledgement a on a.delivery_id = d.id and a.substance >= w.substance
       where ${RESULT_CONDITIONS[result]}`;
  });
}
