import { Prisma } from '#lib/database';
import type { AuditEvent, NewAuditEvent } from './domain/audit-event.js';

/** Conditions that hold together; `null`: any. Both ends of the range of time belong to it. */
export interface AuditFilters {
  readonly actor: string | null;
  readonly action: string | null;
  readonly object: string | null;
  readonly from: Date | null;
  readonly to: Date | null;
}

export interface AuditRow extends Omit<AuditEvent, 'seq' | 'personId'> {
  readonly seq: bigint;
  readonly personId: bigint | null;
}

/** Number, time, link and hash are given by a trigger, which holds the end of the chain until the transaction ends. */
export const insertEvent = (event: NewAuditEvent): Prisma.Sql => Prisma.sql`
  insert into audit_event (seq, prev, hash, actor, person_id, action, object, reason, data)
  values (0, '', '', ${event.actor}, ${event.personId}, ${event.action}, ${event.object}, ${event.reason},
          ${JSON.stringify(event.data)}::jsonb)`;

/** Newest first. */
export const selectEvents = (
  filters: AuditFilters,
  page: { readonly after: number | null; readonly limit: number },
): Prisma.Sql => Prisma.sql`
  select seq, at, actor, person_id as "personId", action, object, reason, data,
         encode(prev, 'hex') as prev, encode(hash, 'hex') as hash
    from audit_event
   where ${Prisma.join(conditions(filters, page.after), ' and ')}
   order by seq desc
   limit ${page.limit}`;

function conditions({ actor, action, object, from, to }: AuditFilters, after: number | null): Prisma.Sql[] {
  const all = [Prisma.sql`true`];
  if (actor !== null) all.push(Prisma.sql`actor = ${actor}`);
  if (action !== null) all.push(Prisma.sql`action = ${action}`);
  if (object !== null) all.push(Prisma.sql`object = ${object}`);
  if (from !== null) all.push(Prisma.sql`at >= ${from}`);
  if (to !== null) all.push(Prisma.sql`at <= ${to}`);
  if (after !== null) all.push(Prisma.sql`seq < ${after}::bigint`);
  return all;
}

export const selectActors = (object: string, actions: readonly string[]): Prisma.Sql => Prisma.sql`
  select distinct actor, person_id::float8 as "personId" from audit_event
   where object = ${object} and action = any(${[...actions]}::text[])`;

export interface LinkRow {
  readonly seq: bigint;
  readonly prev: string;
  readonly hash: string;
  /** Whether the row is what it was when it was written. */
  readonly isGenuine: boolean;
}

/** Links of the chain after a place, oldest first. */
export const selectLinks = (after: bigint, limit: number): Prisma.Sql => Prisma.sql`
  select e.seq, encode(e.prev, 'hex') as prev, encode(e.hash, 'hex') as hash, e.hash = audit_hash(e) as "isGenuine"
    from audit_event e where e.seq > ${after} order by e.seq limit ${limit}`;

export interface HeadRow {
  readonly seq: bigint;
  readonly hash: string;
}

export const selectHead: Prisma.Sql = Prisma.sql`
  select last_seq as seq, encode(last_hash, 'hex') as hash from audit_head`;
