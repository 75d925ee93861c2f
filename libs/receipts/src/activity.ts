import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '#lib/config';
import { Database } from '#lib/database';
import { DirectoryService, DirectoryStatusService } from '#lib/directory';
import { countDueLooks, sampleActivity } from './activity.queries.js';
import { ACTIVITY_SLACK_MS, isActivityTrue, isRefreshWorthIt } from './domain/idle.js';

/** What the directory knows of people's activity, where that is good enough to leave somebody alone. */
export interface KnownActivity {
  readonly asOf: Date;
  /** How often it becomes known anew. */
  readonly everyMs: number;
}

/** A directory that is read less often than this is read for the sake of looks, too, where that spares some. */
const REFRESH_MS = 15 * 60_000;
/** Half of what is new counts for the share of looks that were left out. */
const MEMORY = 0.5;
/** Looks are not counted beyond this: no directory takes more requests. */
const MOST_LOOKS = 20_000;

/**
 * Who cannot have read, as the directory tells it at no cost: it is read every ten minutes anyway, 50 people a request.
 * Kept per process; what it has learnt about the messenger's word is learnt anew after a restart.
 */
@Injectable()
export class Activity {
  private judged: { readonly asOfMs: number; readonly isTrue: boolean } | null = null;
  private cost: { readonly asOfMs: number; readonly requests: number } | null = null;
  private idleShare = 0.5;

  constructor(
    private readonly database: Database,
    private readonly directory: DirectoryService,
    private readonly status: DirectoryStatusService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'directorySyncMs'>,
  ) {}

  /** `null`: the directory was never read, or its word about activity has proved wrong or was not tried enough. */
  async known(): Promise<KnownActivity | null> {
    const asOf = await this.directory.syncedAt();
    if (asOf === null) return null;
    if (this.judged?.asOfMs !== asOf.getTime()) {
      const sample = await sampleActivity(this.database.client, asOf, ACTIVITY_SLACK_MS);
      this.judged = { asOfMs: asOf.getTime(), isTrue: isActivityTrue(sample) };
    }
    return this.judged.isTrue ? { asOf, everyMs: Math.min(this.config.directorySyncMs, REFRESH_MS) } : null;
  }

  /** What a pass came to: looks that were taken, and that were left out because the person was idle. */
  note({ looked, idle }: { readonly looked: number; readonly idle: number }): void {
    if (looked + idle === 0) return;
    this.idleShare += MEMORY * (idle / (looked + idle) - this.idleShare);
  }

  /** How old the directory may become: as configured, or younger where that spares more looks than it costs. */
  async directoryAgeMs(): Promise<number> {
    const { directorySyncMs } = this.config;
    if (directorySyncMs <= REFRESH_MS) return directorySyncMs;
    const freshness = await this.directory.freshness();
    if (freshness === null || freshness.ageMs <= REFRESH_MS) return directorySyncMs;
    const dueLooks = await countDueLooks(this.database.client, MOST_LOOKS);
    const requests = await this.requestsOf(freshness.syncedAt);
    const isWorthIt = isRefreshWorthIt({ dueLooks, idleShare: this.idleShare, requests });
    return isWorthIt ? REFRESH_MS : directorySyncMs;
  }

  /** Counted once for each reading: all rows are. Nobody knows how many people there are: then it is too much. */
  private async requestsOf(asOf: Date): Promise<number> {
    if (this.cost?.asOfMs === asOf.getTime()) return this.cost.requests;
    const { requests } = (await this.status.status()).estimate;
    this.cost = { asOfMs: asOf.getTime(), requests: requests ?? Infinity };
    return this.cost.requests;
  }
}
