import { Injectable } from '@nestjs/common';
import { CampaignLaunch } from '#lib/campaigns';
import type { Tx } from '#lib/database';
import type { Schedule } from './schedule.js';

export interface LaunchedOccurrence {
  /** What the clock on the wall shows then. */
  readonly localStart: string;
  readonly firesAt: Date;
  /** None follows. */
  readonly isLast: boolean;
}

/** Turns an occurrence into a run, as its schedule was agreed to. */
@Injectable()
export class OccurrenceLaunch {
  constructor(private readonly launches: CampaignLaunch) {}

  /** @returns id of the run @throws what `CampaignLaunch.launchScheduled` throws; nothing of the transaction may stay then */
  async launch(
    tx: Tx,
    schedule: Schedule,
    { localStart, firesAt, isLast }: LaunchedOccurrence,
  ): Promise<string> {
    const { expiresAfterSeconds: expires } = schedule;
    const { run } = await this.launches.launchScheduled(tx, schedule.campaignId, {
      isLast,
      confirmed: { count: schedule.confirmedCount, digest: schedule.confirmedDigest },
      bound: { percent: schedule.boundPercent, maxRecipients: schedule.maxRecipients },
      isApproved: schedule.approvedBy !== null,
      mayRepeat: schedule.confirmRepeat || schedule.kind === 'recurring',
      expiresAt: expires === null ? null : new Date(firesAt.getTime() + expires * 1_000),
      localStart: schedule.rule?.basis === 'recipient' ? localStart : null,
      by: schedule.requestedBy,
      limitedBy: schedule.limitedBy,
    });
    return run.id;
  }
}
