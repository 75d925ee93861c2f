import { Inject, Injectable } from '@nestjs/common';
import { type Campaign, CampaignLaunch, type LaunchRequest, type Run } from '#lib/campaigns';
import { type Config, CONFIG } from '#lib/config';
import type { Tx } from '#lib/database';
import { SchedulingService } from '#lib/scheduling';

/** Sending a draft, after the window in which that can be taken back, or at once where there is none. */
@Injectable()
export class SendNow {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly launches: CampaignLaunch,
    private readonly scheduling: SchedulingService,
  ) {}

  /** @param window seconds; `null`: those of the installation @throws what `CampaignLaunch.launch` throws */
  async send(
    tx: Tx,
    id: string,
    { window, ...request }: LaunchRequest & { readonly window: number | null },
  ): Promise<{ readonly campaign: Campaign; readonly run: Run | null }> {
    const windowSeconds = window ?? this.config.undoWindowSeconds;
    if (windowSeconds === 0) return this.launches.launch(tx, id, request);
    return { ...(await this.scheduling.sendAfter(tx, id, { ...request, windowSeconds })), run: null };
  }
}
