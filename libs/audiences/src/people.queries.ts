import { Prisma } from '#lib/database';

/** The parts of an audience that its people can be asked for by. */
export const AUDIENCE_PARTS = ['matched', 'to_send', 'repeated', 'skipped'] as const;

/** Whom to show: a part, or one reason of `skipped`. */
export type AudiencePart =
  | { readonly kind: (typeof AUDIENCE_PARTS)[number] }
  | { readonly kind: 'skipped_for'; readonly reason: string };

export interface AudiencePersonRow {
  readonly id: bigint;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly nickname: string;
  readonly department: string | null;
  readonly title: string | null;
  readonly timeZone: string | null;
  readonly includedBy: string;
  readonly excludedBy: string | null;
  readonly isRepeated: boolean;
  readonly skipReason: string | null;
}

/** People of a part of an audience after one of them, by id. @param rows see `audienceRows` */
export const selectPeopleOf = (
  rows: Prisma.Sql,
  part: AudiencePart,
  page: { readonly afterId: number; readonly limit: number },
): Prisma.Sql => Prisma.sql`
  select p.id, p.first_name as "firstName", p.last_name as "lastName", p.nickname, p.department, p.title,
         p.time_zone as "timeZone", r.included_by as "includedBy", r.excluded_by as "excludedBy",
         r.is_repeated as "isRepeated", r.skip_reason as "skipReason"
    from (${rows}) as r
    join person p on p.id = r.recipient_id
   where r.recipient_id > ${page.afterId}::bigint and ${conditionOf(part)}
   order by r.recipient_id
   limit ${page.limit}`;

function conditionOf(part: AudiencePart): Prisma.Sql {
  switch (part.kind) {
    case 'matched':
      return Prisma.sql`true`;
    case 'to_send':
      return Prisma.sql`r.skip_reason is null`;
    case 'repeated':
      return Prisma.sql`r.is_repeated`;
    case 'skipped':
      return Prisma.sql`r.skip_reason is not null`;
    case 'skipped_for':
      return Prisma.sql`r.skip_reason = ${part.reason}`;
  }
}

/** How many of an audience live by one zone. */
export interface TimeZoneRow {
  /** `null`: the company's. */
  readonly timeZone: string | null;
  readonly count: number;
}

/** Where those live who get it, the most people first. */
export const selectTimeZones = (rows: Prisma.Sql): Prisma.Sql => Prisma.sql`
  select p.time_zone as "timeZone", count(*)::int as count
    from (${rows}) as r
    join person p on p.id = r.recipient_id
   where r.skip_reason is null
   group by p.time_zone
   order by count desc, p.time_zone nulls first
   limit 500`;
