import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '#lib/config';
import { textKey } from '#lib/content';
import type { Prisma, Tx } from '#lib/database';
import { Addressees } from './addressees.js';
import type { Campaign } from './campaign.js';
import { isRepeat, type Repeat } from './domain/repeat.js';
import {
  countSameRecipients,
  type EarlierRunRow,
  lockText,
  type SameRecipientsRow,
  selectEarlierRuns,
} from './repeat.queries.js';

/** Notices that a text goes to the same people once more: a draft that was copied, a form that was sent twice. */
@Injectable()
export class RepeatGuard {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly addressees: Addressees,
  ) {}

  /** Until the transaction ends, nobody else launches the same text: `find` sees whoever launched it before. */
  async lock(tx: Tx, { content }: Campaign): Promise<void> {
    const key = textKey(content.template);
    if (key !== null && this.config.repeatGuardDays > 0) await tx.$queryRaw(lockText(key));
  }

  /**
   * `null` where it repeats nothing, and where the guard is off.
   *
   * @param audience rows of (recipient_id, skip_reason), and how many have no reason
   */
  async find(
    tx: Tx,
    campaign: Campaign,
    audience: { readonly people: Prisma.Sql; readonly toSend: number },
  ): Promise<Repeat | null> {
    const days = this.config.repeatGuardDays;
    const key = textKey(campaign.content.template);
    if (days === 0 || key === null) return null;
    const runs = await tx.$queryRaw<EarlierRunRow[]>(selectEarlierRuns(campaign.id, { textKey: key, days }));
    if (runs.length === 0) return null;
    const prepared = runs.filter(({ isPrepared }) => isPrepared).map(({ id }) => id);
    const waiting = await this.waiting(tx, runs);
    const [row] = await tx.$queryRaw<SameRecipientsRow[]>(
      countSameRecipients(audience.people, prepared, waiting),
    );
    const run = runs.find(({ id }) => id === row?.runId);
    if (row === undefined || run === undefined) return null;
    const { sameRecipients } = row;
    if (!isRepeat({ recipients: audience.toSend, sameRecipients })) return null;
    const { campaignId, sentAt, sentBy } = run;
    return { days, recipients: audience.toSend, sameRecipients, campaignId, sentAt, sentBy };
  }

  private waiting(tx: Tx, runs: readonly EarlierRunRow[]): Promise<{ runId: string; people: Prisma.Sql }[]> {
    const unprepared = runs.filter(({ isPrepared }) => !isPrepared).slice(0, MOST_WAITING);
    return Promise.all(
      unprepared.map(async (run) => ({ runId: run.id, people: await this.addressees.rows(tx, run) })),
    );
  }
}

/** Runs that are resolved anew because their people are not frozen yet: the newest; a worker freezes them in seconds. */
const MOST_WAITING = 5;
