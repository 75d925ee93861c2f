import { Injectable } from '@nestjs/common';
import type { Principal } from '#lib/access';
import { ApprovalsService } from '#lib/approvals';
import { FourEyes, RunsService } from '#lib/campaigns';
import type { Tx } from '#lib/database';
import { RunLimits } from '#lib/deliveries';
import { mayAgree } from './may-agree.js';

/** Another text to so many is not sent by whoever wrote the first one (ADR 0011). */
@Injectable()
export class SecondPersonRule {
  constructor(
    private readonly runs: RunsService,
    private readonly reach: RunLimits,
    private readonly fourEyes: FourEyes,
    private readonly approvals: ApprovalsService,
  ) {}

  /**
   * Called in the transaction that edits or reminds.
   *
   * @throws SecondPersonRequiredError; ApproverRefusedError where somebody who may approve has a hand in the campaign
   */
  async refuseAlone(tx: Tx, campaignId: string, principal: Principal): Promise<void> {
    const run = await this.runs.currentRun(tx, campaignId);
    const people = await this.reach.count(tx, run);
    if (!mayAgree(principal)) await this.fourEyes.refuseAnotherTextAlone(tx, run, people);
    else if (await this.fourEyes.isNeeded(tx, run, people))
      await this.approvals.requireSecond(tx, campaignId, principal);
  }
}
