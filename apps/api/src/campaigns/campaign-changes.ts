import { Injectable } from '@nestjs/common';
import { grants, type Principal, ScopeMissingError } from '#lib/access';
import {
  type Campaign,
  CampaignsService,
  type CampaignValues,
  isSameToRecipients,
  type Run,
  RunsService,
} from '#lib/campaigns';
import type { Tx } from '#lib/database';
import { ScheduleChanges } from '#lib/scheduling';
import { detailAt } from '../problem/error-detail.js';
import { ValidationFailedError } from '../problem/edge-errors.js';
import type { Shape } from '../shape.js';
import type { ChangeBody } from './campaign-body.dto.js';
import { patchedValues } from './campaign-values.js';
import { ConfirmTokens } from './confirm-tokens.js';
import { requireContentScopes } from './content-scopes.js';
import { requireDeliveryScopes } from './delivery-scopes.js';
import { isGiven } from '../validation/is-given.js';

const SEND_SCOPE = 'campaigns:send';

/** What is to change, and who wants it. */
export interface CampaignChange {
  readonly body: Shape<ChangeBody>;
  /** Versions of which one must be the present one; `null`: any. */
  readonly versions: readonly number[] | null;
  readonly by: Principal;
}

/** Changing a draft, or what is scheduled: the second takes the word of whoever may send it. */
@Injectable()
export class CampaignChanges {
  constructor(
    private readonly campaigns: CampaignsService,
    private readonly runs: RunsService,
    private readonly schedules: ScheduleChanges,
    private readonly tokens: ConfirmTokens,
  ) {}

  /**
   * @returns it as it is now, with its newest run
   * @throws ScopeMissingError, ValidationFailedError; what `CampaignsService.update` and `ScheduleChanges.change` throw
   */
  async change(
    tx: Tx,
    id: string,
    { body, versions, by }: CampaignChange,
  ): Promise<{ readonly campaign: Campaign; readonly run: Run | null }> {
    const { expected_recipients: expected, confirm_token: token, confirm_repeat: repeat, ...patch } = body;
    const values = (campaign: Campaign): CampaignValues => {
      const changed = patchedValues(campaign, patch);
      requireContentScopes(by, changed.content, campaign.content);
      requireDeliveryScopes(by, changed, campaign);
      return changed;
    };
    if ((await this.campaigns.get(id, tx)).status !== 'scheduled') {
      refuseOfDraft({ expected_recipients: expected, confirm_token: token, confirm_repeat: repeat });
      return { campaign: await this.campaigns.update(tx, id, values, versions), run: null };
    }
    const isAgreed = isGiven(token) || isGiven(expected);
    const campaign = await this.schedules.change(tx, id, {
      change: (waiting) => {
        const changed = values(waiting);
        if (!isSameToRecipients(waiting, changed)) requireWord(by, isAgreed);
        return changed;
      },
      agreement: isAgreed ? await this.tokens.agreementOf(body, id) : null,
      versions,
      confirmRepeat: repeat ?? false,
      by: by.id,
    });
    return { campaign, run: (await this.runs.newestOf(tx, [id])).get(id) ?? null };
  }
}

function requireWord({ scopes }: Principal, isAgreed: boolean): void {
  if (!grants(scopes, SEND_SCOPE)) throw new ScopeMissingError(SEND_SCOPE);
  if (!isAgreed)
    throw new ValidationFailedError([detailAt({ pointer: '#/confirm_token', code: 'agreement_missing' })]);
}

/** A draft is agreed to when it is sent: here it would be forgotten in silence. */
function refuseOfDraft(fields: Readonly<Record<string, unknown>>): void {
  const details = Object.entries(fields)
    .filter(([, value]) => isGiven(value))
    .map(([field]) => detailAt({ pointer: `#/${field}`, code: 'needs_scheduled' }));
  if (details.length > 0) throw new ValidationFailedError(details);
}
