import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { CampaignsService, StateConflictError } from '#lib/campaigns';
import { Database, type Tx } from '#lib/database';
import { newUuid, publicId } from '#lib/kernel';
import { canonical, type Json } from './domain/canonical.js';
import { compareRows } from './domain/compare-rows.js';
import {
  EvidenceNotIssuedError,
  EvidenceOfChatsError,
  EvidenceTooLargeError,
} from './domain/evidence.errors.js';
import { type EvidenceRow, jsonOf } from './domain/evidence-row.js';
import {
  findSheet,
  insertSheet,
  lockSheetsOf,
  readEvidence,
  readSubject,
  type SheetRow,
  type SubjectRow,
} from './evidence.queries.js';
import { brokenLine, chainOf, HASH_BYTES } from './hash-chain.js';
import { type EvidenceVerification, Findings } from './verification.js';

const [pack, unpack] = [promisify(gzip), promisify(gunzip)];

/** Recipients of one sheet: all of it is in memory while it is made, about 2 KB each. */
export const MAX_EVIDENCE_ROWS = 50_000;
const PAGE = 2_000;

/** What a sheet is about, apart from its rows. */
export interface EvidenceSubject {
  readonly campaign: Readonly<Record<string, Json>>;
  readonly run: Readonly<Record<string, Json>>;
  readonly sender: Readonly<Record<string, Json>>;
  /** Every text of the campaign, word for word. */
  readonly versions: readonly Json[];
  /** What people did to it, oldest first. */
  readonly actions: readonly Json[];
}

/** A sheet as it was issued. */
export interface EvidenceSheet {
  readonly id: string;
  readonly campaignId: string;
  readonly runId: string;
  readonly issuedAt: Date;
  /** Public id of who asked first for just this sheet. */
  readonly issuedBy: string;
  /** The last hash of the chain, in hexadecimal: on paper it stands for the whole sheet. */
  readonly head: string;
  readonly subject: EvidenceSubject;
  /** Hash of the subject, with which the chain begins. */
  readonly subjectHash: string;
  readonly rows: readonly (EvidenceRow & { readonly hash: string })[];
}

/**
 * Evidence sheets: who was sent which text, when they read it, who has confirmed it, with a chain of hashes over all of
 * it. A sheet is kept as it was issued. That shows what was altered afterwards in this database; it is no signature, and
 * who can change the sheet, its hashes and every copy that was handed out can change all.
 */
@Injectable()
export class EvidenceService {
  constructor(
    private readonly database: Database,
    private readonly campaigns: CampaignsService,
  ) {}

  /**
   * The sheet of a campaign's newest run as it stands. Where nothing has changed since the last one, it is that one.
   *
   * @param options.by public id of who asks
   * @param options.maxRows of the form that is wanted; at most `MAX_EVIDENCE_ROWS`
   * @throws CampaignNotFoundError; StateConflictError for a draft; EvidenceOfChatsError; EvidenceTooLargeError
   */
  async issue(
    campaignId: string,
    options: { readonly by: string; readonly maxRows: number },
  ): Promise<EvidenceSheet> {
    const campaign = await this.campaigns.get(campaignId);
    if (campaign.target !== null) throw new EvidenceOfChatsError();
    const read = await this.database.bulkTransaction(async (tx) => {
      const subject = await readSubject(tx, campaignId);
      if (subject === null) throw new StateConflictError('report', campaign.status);
      if (subject.rowCount > options.maxRows)
        throw new EvidenceTooLargeError(subject.rowCount, options.maxRows, MAX_EVIDENCE_ROWS);
      return { subject, rows: await allRows(tx, subject.runId) };
    }, 'RepeatableRead');
    const lines = [canonical(subjectOf(read.subject)), ...read.rows.map((row) => canonical(jsonOf(row)))];
    const hashes = chainOf(lines);
    const head = hashes.at(-1)?.toString('hex') ?? '';
    const { runId } = read.subject;
    const packed = await pack(lines.join('\n'));
    const sheet = await this.database.transaction(async (tx): Promise<SheetRow> => {
      await lockSheetsOf(tx, campaignId);
      const newest = await findSheet(tx, campaignId, null);
      if (newest?.head === head) return newest;
      const made = {
        id: newUuid(),
        campaignId,
        runId,
        issuedBy: options.by,
        rowCount: read.rows.length,
        head,
        lines: new Uint8Array(packed),
        hashes: new Uint8Array(Buffer.concat(hashes)),
      };
      return { ...made, issuedAt: await insertSheet(tx, made) };
    });
    return sheetOf(sheet, lines);
  }

  /**
   * Whether a sheet still is what was issued, and whether the ledger still says what it said then.
   *
   * @param head of the sheet in hand; `null`: the newest
   * @throws CampaignNotFoundError, EvidenceNotIssuedError
   */
  async verify(campaignId: string, head: string | null): Promise<EvidenceVerification> {
    await this.campaigns.get(campaignId);
    return this.database.bulkTransaction(async (tx) => {
      const sheet = await findSheet(tx, campaignId, head);
      if (sheet === null) throw new EvidenceNotIssuedError(head !== null);
      const lines = await linesOf(sheet);
      const brokenAt = brokenLine(lines, Buffer.from(sheet.hashes));
      const kept = Buffer.from(sheet.hashes).subarray(-HASH_BYTES).toString('hex');
      const findings = new Findings();
      if (kept !== sheet.head) findings.headDiffers();
      const subject = await readSubject(tx, campaignId);
      if (subject?.runId === sheet.runId) findings.compareSubjects(readLine(lines[0]), subjectOf(subject));
      const now = new Map((await allRows(tx, sheet.runId)).map((row) => [row.delivery_id, row]));
      for (const [index, line] of lines.slice(1).entries()) {
        const issued = readLine(line) as unknown as EvidenceRow | null;
        // A line that is no JSON any more is where the chain is broken.
        if (issued === null) continue;
        const row = now.get(issued.delivery_id);
        findings.note(index + 1, issued, row === undefined ? null : compareRows(issued, row));
        now.delete(issued.delivery_id);
      }
      return findings.of(sheet, { brokenAt, added: now.size });
    }, 'RepeatableRead');
  }
}

async function allRows(tx: Tx, runId: string): Promise<EvidenceRow[]> {
  const rows: EvidenceRow[] = [];
  for (let after = 0n; ;) {
    const page = await readEvidence(tx, runId, { after, limit: PAGE });
    rows.push(...page.map(({ row }) => row));
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return rows;
    after = last.id;
  }
}

function subjectOf({ campaignId, runId, campaign, run, sender, versions, actions }: SubjectRow): Json {
  return {
    sender,
    versions,
    actions,
    campaign: { ...campaign, id: publicId('cmp', campaignId) },
    run: { ...run, id: publicId('run', runId) },
  };
}

async function linesOf({ lines }: SheetRow): Promise<string[]> {
  return (await unpack(lines)).toString('utf8').split('\n');
}

function readLine(line: string | undefined): Json {
  try {
    return JSON.parse(line ?? 'null') as Json;
  } catch {
    return null;
  }
}

function sheetOf(sheet: SheetRow, lines: readonly string[]): EvidenceSheet {
  const hashes = Buffer.from(sheet.hashes);
  const hashAt = (number: number): string =>
    hashes.toString('hex', number * HASH_BYTES, (number + 1) * HASH_BYTES);
  const { id, campaignId, runId, issuedAt, issuedBy, head } = sheet;
  return {
    id,
    campaignId,
    runId,
    issuedAt,
    issuedBy,
    head,
    subject: readLine(lines[0]) as unknown as EvidenceSubject,
    subjectHash: hashAt(0),
    rows: lines.slice(1).map((line, index) => ({
      ...(readLine(line) as unknown as EvidenceRow),
      hash: hashAt(index + 1),
    })),
  };
}
