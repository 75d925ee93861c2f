import { Prisma, type Tx } from '#lib/database';
import { HELD_FOR_ABSENCE } from '#lib/deliveries';
import { displayName } from '#lib/directory';
import type { Json } from './domain/canonical.js';
import type { EvidenceRow } from './domain/evidence-row.js';

/** An instant as sheets write it. */
const utc = (column: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

interface LedgerEvidence extends Omit<EvidenceRow, 'name' | 'delivery_id' | 'user_id' | 'message_id'> {
  readonly id: bigint;
  readonly recipient_id: bigint;
  readonly message: bigint | null;
  readonly nickname: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
}

/** Rows of a run in their order, as a sheet says them. @param page.after the delivery of the last one before */
export async function readEvidence(
  tx: Tx,
  runId: string,
  page: { readonly after: bigint; readonly limit: number },
): Promise<{ readonly id: bigint; readonly row: EvidenceRow }[]> {
  const rows = await tx.$queryRaw<LedgerEvidence[]>`
    with page as materialized (
      select * from delivery where run_id = ${runId}::uuid and step = 0 and id > ${page.after}
       order by id limit ${page.limit})
    select d.id, d.recipient_id, p.nickname, p.first_name as "firstName", p.last_name as "lastName", p.department,
           p.title, d.included_by, d.excluded_by, d.reason, v.number as content_version, d.message_id as message,
           case when d.state = 'leased' then 'pending' else d.state::text end as status, d.evidence as proof,
           ${utc(Prisma.sql`d.sent_at`)} as sent_at,
           ${utc(Prisma.sql`case when r.read_seen_at is not null then coalesce(r.unread_as_of, d.sent_at) end`)} as read_after,
           ${utc(Prisma.sql`r.read_seen_at`)} as read_by, r.source as read_source,
           coalesce(a.list, '[]'::jsonb) as acknowledgements, coalesce(s.list, '[]'::jsonb) as reminders,
           coalesce(e.list, '[]'::jsonb) as edits,
           case when rc.state is not null then jsonb_build_object(
             'state', rc.state, 'finished_at', ${utc(Prisma.sql`rc.finished_at`)}) end as recall
      from page d
      left join person p on p.id = d.recipient_id
      left join receipt r on r.delivery_id = d.id
      left join content_version v on v.id = d.content_version_id
      left join recall rc on rc.delivery_id = d.id
      left join lateral (
        select jsonb_agg(jsonb_build_object('version', w.number, 'choice', k.choice, 'source', k.source,
                 'event_id', k.event_id, 'at', ${utc(Prisma.sql`k.acked_at`)}) order by k.substance) as list
          from acknowledgement k join content_version w on w.id = k.content_version_id
         where k.delivery_id = d.id) a on true
      left join lateral (
        -- Below zero it is the id of a task.
        select jsonb_agg(jsonb_build_object('step', f.step, 'status', f.state,
                 'message_id', case when f.message_id > 0 then f.message_id end, 'sent_at', ${utc(Prisma.sql`f.sent_at`)})
                 || case when f.state = 'pending' and f.outcome = ${HELD_FOR_ABSENCE}
                         then '{"why": "away"}'::jsonb else '{}'::jsonb end order by f.step) as list
          from delivery f where f.run_id = d.run_id and f.recipient_id = d.recipient_id and f.step > 0) s on true
      left join lateral (
        select jsonb_agg(jsonb_build_object('version', x.version, 'state', x.state,
                 'finished_at', ${utc(Prisma.sql`x.finished_at`)}) order by x.version) as list
          from edit x where x.delivery_id = d.id) e on true
     order by d.id`;
  return rows.map((row) => ({ id: row.id, row: toRow(row) }));
}

function toRow(row: LedgerEvidence): EvidenceRow {
  const { id, recipient_id: recipientId, message, nickname, firstName, lastName, ...said } = row;
  return {
    ...said,
    delivery_id: `dlv_${id}`,
    user_id: Number(recipientId),
    message_id: message === null ? null : Number(message),
    name: nickname === null ? null : displayName({ nickname, firstName, lastName }),
  };
}

/** What a sheet is about, apart from its rows; `null`: there is no such run. */
export interface SubjectRow {
  readonly campaignId: string;
  readonly runId: string;
  readonly rowCount: number;
  /** Public ids are put in later. */
  readonly campaign: Readonly<Record<string, Json>>;
  readonly run: Readonly<Record<string, Json>>;
  readonly sender: Readonly<Record<string, Json>>;
  readonly versions: readonly Json[];
  readonly actions: readonly Json[];
}

/** Of the newest run of a campaign. */
export async function readSubject(tx: Tx, campaignId: string): Promise<SubjectRow | null> {
  const rows = await tx.$queryRaw<SubjectRow[]>`
    select c.id as "campaignId", run.id as "runId",
           (select count(*) from delivery d where d.run_id = run.id and d.step = 0)::int as "rowCount",
           jsonb_build_object('title', c.title, 'external_id', c.external_id, 'created_by', c.created_by,
             'created_at', ${utc(Prisma.sql`c.created_at`)}) as campaign,
           jsonb_build_object('status', run.status, 'audience', run.audience, 'recipients', run.expected_count,
             'launched_at', ${utc(Prisma.sql`run.created_at`)}, 'frozen_at', ${utc(Prisma.sql`run.prepared_at`)},
             'finished_at', ${utc(Prisma.sql`run.finished_at`)},
             'people_confirmed_at', ${utc(Prisma.sql`z.created_at`)}) as run,
           jsonb_build_object('name', s.name, 'bot_name', s.bot_name, 'bot_user_id', s.bot_user_id) as sender,
           (select coalesce(jsonb_agg(jsonb_build_object('step', v.step, 'version', v.number, 'substance', v.substance,
                     'content_hash', v.content_hash, 'text', v.template, 'parts', v.parts, 'written_by', v.created_by,
                     'written_at', ${utc(Prisma.sql`v.created_at`)}) order by v.step, v.number), '[]')
              from content_version v where v.campaign_id = c.id) as versions,
           (select coalesce(jsonb_agg(jsonb_build_object('action', t.action, 'by', t.by, 'at', ${utc(Prisma.sql`t.at`)},
                     'reason', t.reason, 'about', t.about) order by t.at, t.action, t.about::text), '[]')
              from (${actionsOf()}) t) as actions
      from campaign c
      join run on run.campaign_id = c.id
      left join frozen_audience z on z.id = run.frozen_id
      join sender s on s.id = run.sender_id
     where c.id = ${campaignId}::uuid
     order by run.created_at desc, run.id desc limit 1`;
  return rows[0] ?? null;
}

/**
 * What people did to it: corrections and words on doubts for ever, pauses and the like for as long as the events of the
 * outbox are kept.
 */
const actionsOf = (): Prisma.Sql => Prisma.sql`
  select o.kind as action, o.requested_by as by, o.requested_at as at, o.reason, o.params as about
    from correction o where o.campaign_id = c.id
  union all
  select 'resolve_' || q.action, q.requested_by, q.requested_at, q.reason,
         jsonb_build_object('delivery_id', 'dlv_' || q.delivery_id, 'message_id', q.message_id)
    from doubt_resolution q join delivery d on d.id = q.delivery_id where d.run_id = run.id
  union all
  select x.type, x.data ->> 'by', x.created_at, x.data ->> 'reason', null::jsonb
    from outbox_event x
   where x.campaign_id = c.id and x.type in ('campaign.started', 'campaign.paused', 'campaign.held',
         'campaign.resumed', 'campaign.reopened', 'campaign.cancelling')`;

/** A sheet as it is kept. */
export interface SheetRow {
  readonly id: string;
  readonly campaignId: string;
  readonly runId: string;
  readonly issuedAt: Date;
  readonly issuedBy: string;
  readonly rowCount: number;
  readonly head: string;
  readonly lines: Uint8Array;
  readonly hashes: Uint8Array;
}

const SHEET = Prisma.sql`
  id, campaign_id as "campaignId", run_id as "runId", issued_at as "issuedAt", issued_by as "issuedBy",
  row_count as "rowCount", head, lines, hashes`;

/** The newest sheet of a campaign, or the newest with this head. */
export async function findSheet(tx: Tx, campaignId: string, head: string | null): Promise<SheetRow | null> {
  const withHead = head === null ? Prisma.empty : Prisma.sql`and head = ${head}`;
  const rows = await tx.$queryRaw<SheetRow[]>`
    select ${SHEET} from evidence_sheet where campaign_id = ${campaignId}::uuid ${withHead}
     order by issued_at desc, id desc limit 1`;
  return rows[0] ?? null;
}

export async function insertSheet(tx: Tx, sheet: Omit<SheetRow, 'issuedAt'>): Promise<Date> {
  const rows = await tx.$queryRaw<{ readonly issuedAt: Date }[]>`
    insert into evidence_sheet (id, campaign_id, run_id, issued_at, issued_by, row_count, head, lines, hashes)
    values (${sheet.id}::uuid, ${sheet.campaignId}::uuid, ${sheet.runId}::uuid, clock_timestamp(), ${sheet.issuedBy},
            ${sheet.rowCount}, ${sheet.head}, ${sheet.lines}, ${sheet.hashes})
    returning issued_at as "issuedAt"`;
  const [row] = rows;
  if (row === undefined) throw new Error('An insert gave no row.');
  return row.issuedAt;
}

/** Whoever issues a sheet of a campaign does so alone: the same one asked for twice is one. */
export async function lockSheetsOf(tx: Tx, campaignId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('evidence:' || ${campaignId}, 0))`;
}
