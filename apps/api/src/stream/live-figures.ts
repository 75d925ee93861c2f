import { Injectable } from '@nestjs/common';
import { publicId, systemClock } from '#lib/kernel';
import { OperationsService } from '#lib/operations';
import { RunFigures, type RunStats } from '#lib/reports';
import { frame } from './frames.js';

/** Something that has changed, for whoever watches it. */
export interface Figure {
  readonly what: string;
  readonly text: string;
}

/** A campaign is counted at most once a second, and for at most a twentieth of the time. */
const COUNT_MS = 1_000;
const SHARE = 20;

/** How far campaigns and operations are: counted once per process, however many watch, and only while somebody does. */
@Injectable()
export class LiveFigures {
  private readonly counted = new Map<
    string,
    { readonly figures: readonly Figure[]; readonly againAt: number }
  >();

  constructor(
    private readonly reports: RunFigures,
    private readonly operations: OperationsService,
  ) {}

  /** Of the newest run; nothing for a draft. */
  async ofCampaign(campaignId: string): Promise<readonly Figure[]> {
    const known = this.counted.get(campaignId);
    const from = systemClock.monotonicMs();
    if (known !== undefined && from < known.againAt) return known.figures;
    const stats = await this.reports.stats({ campaignId });
    const figures = stats === null ? [] : figuresOf(campaignId, stats);
    const to = systemClock.monotonicMs();
    this.counted.set(campaignId, { figures, againAt: from + Math.max(COUNT_MS, (to - from) * SHARE) });
    return figures;
  }

  /** Of those that are open, and of those that ended within the last minute. */
  async ofOperations(): Promise<readonly Figure[]> {
    const operations = await this.operations.listRecent();
    return operations.map(({ id, type, status, done, total }) => {
      const name = publicId('op', id);
      return { what: name, text: frame('operation.progress', { id: name, type, status, done, total }) };
    });
  }

  /** Forgets campaigns that nobody watches any more. */
  keepOnly(campaignIds: ReadonlySet<string>): void {
    for (const id of this.counted.keys()) if (!campaignIds.has(id)) this.counted.delete(id);
  }
}

function figuresOf(campaignId: string, stats: RunStats): Figure[] {
  const id = publicId('cmp', campaignId);
  const { recipients, pending, sending, unknown, sent, failed, skipped, cancelled, expired } = stats;
  const progress = {
    id,
    run_id: publicId('run', stats.runId),
    recipients,
    pending,
    sending,
    unknown,
    sent,
    failed,
    skipped,
    cancelled,
    expired,
    rate_per_s: stats.eta?.ratePerS ?? null,
    eta: stats.eta?.finishAt?.toISOString() ?? null,
  };
  const { read, acked } = stats;
  return [
    { what: `${id} progress`, text: frame('campaign.progress', progress) },
    { what: `${id} engagement`, text: frame('campaign.engagement', { id, read, acked }) },
  ];
}
