import { Prisma } from '#lib/database';
import type { PersonProperty } from './domain/person.js';
import { isOptedOut } from './opt-out.queries.js';
import type { PersonRecord } from './person-record.js';

/** Column list for `jsonb_to_recordset` over `PersonRecord`s. */
export const PERSON_RECORD = Prisma.sql`
  id bigint, first_name text, last_name text, nickname text, email text, department text, title text, role text,
  is_suspended boolean, is_bot boolean, invite_status text, time_zone text, last_activity_at timestamptz,
  is_away boolean, away_until timestamptz, image_url text, custom_properties jsonb, tag_names text[]`;

const IS_OTHER = Prisma.sql`
  (person.first_name, person.last_name, person.nickname, person.email, person.department, person.title, person.role,
   person.is_suspended, person.is_bot, person.invite_status, person.time_zone, person.last_activity_at,
   person.is_away, person.image_url, person.custom_properties, person.left_at)
  is distinct from
  (excluded.first_name, excluded.last_name, excluded.nickname, excluded.email, excluded.department, excluded.title, excluded.role,
   excluded.is_suspended, excluded.is_bot, excluded.invite_status, excluded.time_zone, excluded.last_activity_at,
   excluded.is_away, excluded.image_url, excluded.custom_properties, null)`;

/**
 * Writes people who are in the workspace, seen `asOf`. A row that was looked up later than that is left alone.
 *
 * @param source rows of `PERSON_RECORD` under the alias `s`
 * @param which `changed` spares the rows that say the same already: a sync of a large company would otherwise rewrite
 * every row every ten minutes to store nothing but the time
 */
export const upsertPeople = (
  source: Prisma.Sql,
  asOf: Date,
  which: 'changed' | 'all',
): Prisma.Sql => Prisma.sql`
  insert into person (id, first_name, last_name, nickname, email, department, title, role, is_suspended, is_bot,
                      invite_status, time_zone, last_activity_at, is_away, image_url, custom_properties, synced_at)
  select s.id, s.first_name, s.last_name, s.nickname, s.email, s.department, s.title, s.role, s.is_suspended, s.is_bot,
         s.invite_status, s.time_zone, s.last_activity_at,
         s.is_away and (s.away_until is null or s.away_until > clock_timestamp()),
         s.image_url, s.custom_properties, ${asOf}
    from ${source}
  on conflict (id) do update
     set first_name = excluded.first_name, last_name = excluded.last_name, nickname = excluded.nickname,
         email = excluded.email, department = excluded.department, title = excluded.title, role = excluded.role,
         is_suspended = excluded.is_suspended, is_bot = excluded.is_bot, invite_status = excluded.invite_status,
         time_zone = excluded.time_zone, last_activity_at = excluded.last_activity_at, is_away = excluded.is_away,
         image_url = excluded.image_url, custom_properties = excluded.custom_properties,
         synced_at = excluded.synced_at, left_at = null
   where person.synced_at <= excluded.synced_at ${which === 'all' ? Prisma.empty : Prisma.sql`and ${IS_OTHER}`}`;

/** One person, looked up `asOf`, and their tags as far as the mirror knows tags of these names. */
export const upsertOne = (record: PersonRecord, asOf: Date): Prisma.Sql =>
  upsertPeople(
    Prisma.sql`jsonb_to_recordset(${JSON.stringify([record])}::jsonb) as s(${PERSON_RECORD})`,
    asOf,
    'all',
  );

export const dropOtherTags = (personId: number, names: readonly string[]): Prisma.Sql => Prisma.sql`
  delete from person_tag
   where person_id = ${personId}::bigint
     and tag_id not in (select id from tag where name = any(${[...names]}::text[]))`;

export const addTags = (personId: number, names: readonly string[]): Prisma.Sql => Prisma.sql`
  insert into person_tag (person_id, tag_id)
  select ${personId}::bigint, id from tag where name = any(${[...names]}::text[])
  on conflict do nothing`;

/** Somebody who was looked for `asOf` and is not in the workspace any more. */
export const markLeft = (personId: number, asOf: Date): Prisma.Sql => Prisma.sql`
  update person set left_at = coalesce(left_at, clock_timestamp()), synced_at = ${asOf}
   where id = ${personId}::bigint and synced_at <= ${asOf}`;

export interface PersonRow {
  readonly id: bigint;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly nickname: string;
  readonly email: string | null;
  readonly department: string | null;
  readonly title: string | null;
  readonly role: string;
  readonly isSuspended: boolean;
  readonly isBot: boolean;
  readonly inviteStatus: string;
  readonly timeZone: string | null;
  readonly lastActivityAt: Date | null;
  readonly isAway: boolean;
  readonly imageUrl: string | null;
  readonly customProperties: readonly PersonProperty[];
  readonly tags: readonly string[];
  readonly syncedAt: Date;
  readonly leftAt: Date | null;
  readonly isOptedOut: boolean;
}

/**
 * @param fullSyncAt as of when the last whole sync was; every row was confirmed then, although only those that changed
 * were written
 */
export const personColumns = (fullSyncAt: Date | Prisma.Sql | null): Prisma.Sql => Prisma.sql`
  p.id, p.first_name as "firstName", p.last_name as "lastName", p.nickname, p.email, p.department, p.title, p.role,
  p.is_suspended as "isSuspended", p.is_bot as "isBot", p.invite_status as "inviteStatus",
  p.time_zone as "timeZone", p.last_activity_at as "lastActivityAt", p.is_away as "isAway",
  p.image_url as "imageUrl", p.custom_properties as "customProperties",
  array(select t.name from person_tag pt join tag t on t.id = pt.tag_id where pt.person_id = p.id order by t.name)
    as tags,
  greatest(p.synced_at, ${fullSyncAt}::timestamptz) as "syncedAt", p.left_at as "leftAt",
  ${isOptedOut(Prisma.sql`p.id`)} as "isOptedOut"`;

export const selectPerson = (id: number, fullSyncAt: Date | null): Prisma.Sql =>
  Prisma.sql`select ${personColumns(fullSyncAt)} from person p where p.id = ${id}::bigint`;

/** Those who left are known, too. */
export const isKnown = (id: number): Prisma.Sql =>
  Prisma.sql`select exists (select from person where id = ${id}::bigint) as "isKnown"`;

export interface PersonStandingRow extends PersonRow {
  /** Since when all this is known; by the database's clock. */
  readonly ageMs: number;
  /** The messenger said that something has changed, and nobody has looked since. */
  readonly isInDoubt: boolean;
}

/**
 * One statement, since everybody who is written to is asked for.
 *
 * @param fullSyncAt an expression of when that was
 */
export const selectStanding = (id: number, fullSyncAt: Prisma.Sql): Prisma.Sql => Prisma.sql`
  select ${personColumns(Prisma.sql`f.at`)},
         (extract(epoch from clock_timestamp() - greatest(p.synced_at, f.at)) * 1000)::float8 as "ageMs",
         exists (select from person_lookup l where l.person_id = p.id) as "isInDoubt"
    from (select ${fullSyncAt} as at) f, person p where p.id = ${id}::bigint`;
