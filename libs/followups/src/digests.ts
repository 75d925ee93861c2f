import { Injectable } from '@nestjs/common';
import { Addressees, type Campaign, CampaignsService, RunsService } from '#lib/campaigns';
import { Database, Prisma, type Tx } from '#lib/database';
import type { ErrorDetail } from '#lib/kernel';
import { FollowUpPlanNotFoundError } from './domain/followup.errors.js';
import type { ManagersBy } from './domain/managers.js';
import type { Rung } from './follow-up-plan.js';
import { findPlan } from './follow-up-plan.queries.js';
import {
  type DigestEstimate,
  estimateDigest,
  hasProperty,
  managersOf,
  selectWithoutManager,
  unknownPeople,
  type WithoutManager,
} from './managers.queries.js';
import { ReminderSteps } from './reminder-steps.js';
import { rungOf } from './rung-row.js';

/** A page of those about whom nobody is told. */
export interface WithoutManagerPage {
  readonly rows: readonly WithoutManager[];
  /** The id after which the next page begins; `null`: this was the last. */
  readonly next: number | null;
}

/** What rungs that go to managers would come to. */
@Injectable()
export class Digests {
  constructor(
    private readonly database: Database,
    private readonly campaigns: CampaignsService,
    private readonly runs: RunsService,
    private readonly addressees: Addressees,
    private readonly steps: ReminderSteps,
  ) {}

  /** At this moment: of the newest run's people, or of the audience while there is none. `null`: it is no digest. */
  async estimate(tx: Tx, campaign: Campaign, rung: Rung): Promise<DigestEstimate | null> {
    const rows = await this.rows(tx, campaign, rung);
    return rows === null ? null : estimateDigest(tx, rows);
  }

  /**
   * Those about whom nobody would be told, by id; none for a rung that goes to the people themselves.
   *
   * @param rung from 1
   * @throws CampaignNotFoundError; FollowUpPlanNotFoundError where there is no such rung
   */
  withoutManager(
    campaignId: string,
    rung: number,
    page: { readonly after: number; readonly limit: number },
  ): Promise<WithoutManagerPage> {
    return this.database.bulkTransaction(async (tx) => {
      const campaign = await this.campaigns.get(campaignId, tx);
      const row = (await findPlan(tx, campaignId))?.rungs[rung - 1];
      if (row === undefined) throw new FollowUpPlanNotFoundError();
      const people = await this.rows(tx, campaign, rungOf(row));
      if (people === null) return { rows: [], next: null };
      const found = await selectWithoutManager(tx, people, { ...page, limit: page.limit + 1 });
      const rows = found.slice(0, page.limit);
      return { rows, next: found.length > page.limit ? (rows.at(-1)?.personId ?? null) : null };
    }, 'RepeatableRead');
  }

  /** What is wrong with a rung that goes to managers; pointers begin at the rung. */
  async problems(tx: Tx, { who, content, managers, form }: Rung): Promise<ErrorDetail[]> {
    if (managers === null) return [];
    const problems: ErrorDetail[] = [];
    if (who === 'everyone') {
      const detail = 'A message to managers is about those who have not read, or not confirmed.';
      problems.push({ pointer: 'who', code: 'digest_about_everyone', detail });
    }
    if (content === null) {
      const detail = 'A message to managers needs a text of its own; the names stand below it.';
      problems.push({ pointer: 'content', code: 'digest_without_text', detail });
    }
    if (form === 'reply') {
      const detail = 'A message to managers answers nothing: what they got of the campaign is their own.';
      problems.push({ pointer: 'as', code: 'reply_to_managers', detail });
    }
    const isAsking = content?.buttons.flat().some(({ type }) => type !== 'url') ?? false;
    if (isAsking || (content?.acknowledgeBy ?? null) !== null) {
      const detail = 'A message to managers asks for no answer: it would count as their own.';
      problems.push({ pointer: 'content', code: 'answer_in_digest', detail });
    }
    return [...problems, ...(await this.unknown(tx, managers))];
  }

  private async unknown(tx: Tx, by: ManagersBy): Promise<ErrorDetail[]> {
    if ('property' in by) {
      if (await hasProperty(tx, by.property)) return [];
      const detail = `The workspace has no property «${by.property}». GET /v1/directory/properties lists them.`;
      return [{ pointer: 'managers/property', code: 'unknown_property', detail }];
    }
    const nobody = await unknownPeople(
      tx,
      by.rows.flatMap(({ personId, managerId }) => [personId, managerId]),
    );
    const seen = new Set<number>();
    return by.rows
      .flatMap(({ personId, managerId }, at) => {
        const row = `managers/rows/${String(at)}`;
        const isRepeated = seen.has(personId);
        seen.add(personId);
        return [
          ...(nobody.has(personId) ? [unknownPerson(`${row}/user_id`, personId)] : []),
          ...(nobody.has(managerId) ? [unknownPerson(`${row}/manager_id`, managerId)] : []),
          ...(isRepeated ? [repeatedPerson(`${row}/user_id`)] : []),
        ];
      })
      .slice(0, MOST_TOLD);
  }

  /** Rows of (person_id, manager_id, trouble). */
  private async rows(tx: Tx, campaign: Campaign, { who, managers }: Rung): Promise<Prisma.Sql | null> {
    return managers === null ? null : managersOf(await this.people(tx, campaign, who), managers);
  }

  private async people(tx: Tx, campaign: Campaign, who: Rung['who']): Promise<Prisma.Sql> {
    if (campaign.target !== null) return Prisma.sql`select null::bigint as person_id where false`;
    const run = AHEAD.has(campaign.status)
      ? null
      : (await this.runs.newestOf(tx, [campaign.id])).get(campaign.id);
    if (run !== null && run !== undefined && run.expectedCount !== null)
      return this.steps.digestPeople(tx, run.id, who);
    const rows = await this.addressees.rows(tx, campaign);
    return Prisma.sql`select r.recipient_id as person_id from (${rows}) r where r.skip_reason is null`;
  }
}

/** Its next run has other people than the one before. */
const AHEAD: ReadonlySet<Campaign['status']> = new Set(['draft', 'awaiting_approval', 'scheduled']);

/** Wrong rows that one answer tells of. */
const MOST_TOLD = 20;

function unknownPerson(pointer: string, id: number): ErrorDetail {
  return {
    pointer,
    code: 'unknown_person',
    detail: `${String(id)} is nobody of the directory. GET /v1/directory/users finds people.`,
    params: { id },
  };
}

function repeatedPerson(pointer: string): ErrorDetail {
  return { pointer, code: 'repeated_person', detail: 'This person has a manager in a row above already.' };
}
