import { Injectable } from '@nestjs/common';
import type { Principal } from '#lib/access';
import { ApprovalsService } from '#lib/approvals';
import { FourEyes, RunsService } from '#lib/campaigns';
import type { Tx } from '#lib/database';
import { RunLimits } from '#lib/deliveries';
import { mayAgree } from './may-agree.js';

/**
 * Resuming a run is sending: its people are within the limits of whoever resumes. Where they have become others, those of
 * now are meant, who nobody had agreed to.
 */
@Injectable()
export class ResumeRule {
  constructor(
    private readonly runs: RunsService,
    private readonly limits: RunLimits,
    private readonly fourEyes: FourEyes,
    private readonly approvals: ApprovalsService,
  ) {}

  /**
   * Called in the transaction that has resumed it.
   *
   * @throws what `RunLimits.refuse` throws; ApprovalRequiredError; ApproverRefusedError where somebody who may approve has a hand in it
   */
  async refuseAlone(tx: Tx, campaignId: string, principal: Principal): Promise<void> {
    const run = await this.runs.currentRun(tx, campaignId);
    await this.limits.refuse(tx, run, principal.id);
    if (run.preparedAt !== null || run.audienceDigest !== null) return;
    if (!mayAgree(principal)) await this.fourEyes.refuseAloneNow(tx, run);
    else if (await this.fourEyes.isNeededNow(tx, run))
      await this.approvals.requireSecond(tx, campaignId, principal);
  }
}
