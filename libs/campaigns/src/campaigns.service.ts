import { Injectable } from '@nestjs/common';
import { Database, isUniqueViolation, type Tx } from '#lib/database';
import type { CampaignFilters } from './campaigns.queries.js';
import { CampaignsRepository } from './campaigns.repository.js';
import type { Campaign, CampaignCursor, CampaignValues } from './campaign.js';
import { changedCampaign } from './changed-campaign.js';
import {
  CampaignNotFoundError,
  ExternalIdTakenError,
  NotDeletableError,
  PreconditionFailedError,
  StateConflictError,
} from './domain/campaign.errors.js';
import { DraftRules } from './draft-rules.js';

/** Part of the list of campaigns. */
export interface CampaignPage {
  /** Newest first. */
  readonly campaigns: readonly Campaign[];
  /** Where the next page begins; `null`: there are no more. */
  readonly next: CampaignCursor | null;
}

/** `after`: the last of the page before; `null`: from the newest. */
export interface CampaignPageRequest {
  readonly after: CampaignCursor | null;
  /** 1 to 200. */
  readonly limit: number;
}

/** Campaigns while they are written and read. Sending is `CampaignLaunch`. */
@Injectable()
export class CampaignsService {
  constructor(
    private readonly database: Database,
    private readonly campaigns: CampaignsRepository,
    private readonly rules: DraftRules,
  ) {}

  /**
   * @param by public id of who makes it
   * @throws ExternalIdTakenError, CampaignInvalidError, TemplateError, and what the audience is refused with
   */
  async create(tx: Tx, values: CampaignValues, by: string): Promise<Campaign> {
    const checked = await this.rules.checked(tx, values, null);
    await this.rules.ask(tx, checked);
    return this.unlessTaken(checked, () => this.campaigns.insert(tx, checked, by));
  }

  /** @throws CampaignNotFoundError */
  async get(id: string, tx: Tx = this.database.client): Promise<Campaign> {
    const campaign = await this.campaigns.find(tx, id);
    if (campaign === null) throw new CampaignNotFoundError();
    return campaign;
  }

  /** Newest first. Walking the pages neither misses nor repeats a campaign, however many are made meanwhile. */
  async list(filters: CampaignFilters, { after, limit }: CampaignPageRequest): Promise<CampaignPage> {
    const found = await this.campaigns.list(this.database.client, { ...filters, after, limit: limit + 1 });
    const campaigns = found.slice(0, limit);
    const last = campaigns.at(-1);
    const hasMore = found.length > limit && last !== undefined;
    return { campaigns, next: hasMore ? { createdAt: last.createdAt, id: last.id } : null };
  }

  /** A draft, which nobody else changes or sends until the transaction ends. @throws CampaignNotFoundError, StateConflictError */
  async lockDraft(tx: Tx, id: string): Promise<Campaign> {
    const draft = await this.campaigns.lock(tx, id);
    if (draft === null) throw new CampaignNotFoundError();
    if (draft.status !== 'draft') throw new StateConflictError('change', draft.status);
    return draft;
  }

  /**
   * Changes a draft.
   *
   * @param change what the draft becomes, from what it is; called with the draft locked
   * @param expectedVersions versions of which one must be the present one; `null`: any
   * @throws CampaignNotFoundError, StateConflictError, PreconditionFailedError, and what `create` throws
   */
  async update(
    tx: Tx,
    id: string,
    change: (draft: Campaign) => CampaignValues,
    expectedVersions: readonly number[] | null,
  ): Promise<Campaign> {
    return this.write(tx, await this.lockDraft(tx, id), change, expectedVersions);
  }

  /**
   * The same for a campaign that waits for its time. Whoever calls it sees to it that somebody agrees to what it becomes,
   * in the same transaction: `CampaignLaunch.replan`.
   *
   * @returns it before, and as it is; without frozen people where it is for another audience now
   * @throws what `update` throws
   */
  async updateScheduled(
    tx: Tx,
    id: string,
    change: (campaign: Campaign) => CampaignValues,
    expectedVersions: readonly number[] | null,
  ): Promise<{ readonly before: Campaign; readonly after: Campaign }> {
    const before = await this.campaigns.lock(tx, id);
    if (before === null) throw new CampaignNotFoundError();
    if (before.status !== 'scheduled') throw new StateConflictError('change', before.status);
    const written = await this.write(tx, before, change, expectedVersions);
    return { before, after: { ...written, frozenId: changedCampaign(before, written).frozenId } };
  }

  private async write(
    tx: Tx,
    draft: Campaign,
    change: (draft: Campaign) => CampaignValues,
    expectedVersions: readonly number[] | null,
  ): Promise<Campaign> {
    if (expectedVersions !== null && !expectedVersions.includes(draft.version)) {
      throw new PreconditionFailedError(draft.version);
    }
    const checked = await this.rules.checked(tx, change(draft), draft);
    await this.rules.ask(tx, checked);
    const updated = await this.unlessTaken(checked, () => this.campaigns.update(tx, draft, checked));
    if (updated === null) throw new Error(`Campaign ${draft.id} changed while it was locked`);
    return updated;
  }

  /** @throws CampaignNotFoundError, NotDeletableError */
  async delete(tx: Tx, id: string): Promise<void> {
    if (await this.campaigns.deleteDraft(tx, id)) return;
    throw new NotDeletableError((await this.get(id, tx)).status);
  }

  private async unlessTaken<T>({ externalId }: CampaignValues, write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (error) {
      if (externalId === null || !isUniqueViolation(error)) throw error;
      // The failed statement has ended the caller's transaction; the owner of the name is in another one anyway.
      const owner = await this.campaigns.findByExternalId(this.database.client, externalId);
      throw new ExternalIdTakenError(owner?.id ?? null);
    }
  }
}
