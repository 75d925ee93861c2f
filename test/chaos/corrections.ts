import { publicId } from '#lib/kernel';
import type { ApiCaller } from './api-caller.js';
import type { Chance } from './chance.js';
import type { ChaosPostgres } from './chaos-postgres.js';

/** Whom a correction would reach changes while its run goes on: the number is asked for again so many times. */
const MOST_TRIES = 5;
/** In which moment of its run a campaign is corrected. */
const MOMENTS = ['running', 'over', 'in doubt'] as const;

interface CorrectableRun {
  readonly campaignId: string;
  readonly isOver: boolean;
  readonly isInDoubt: boolean;
}

/** Recalls and edits by operators: during a run, after it, and while some of it is in doubt. */
export class Corrections {
  recalls = 0;
  /** Of runs that had a send in doubt when the recall was asked for. */
  recallsInDoubt = 0;
  edits = 0;
  private texts = 0;

  constructor(
    private readonly api: ApiCaller,
    private readonly db: Pick<ChaosPostgres, 'query'>,
    private readonly chance: Chance,
  ) {}

  /** What is left of a run ends with it, or waits for somebody to go on. */
  async recallOne(): Promise<void> {
    const run = await this.pickRun();
    if (run === null) return;
    const plan = { scope: 'all', remaining: this.chance.happens(0.3) ? 'pause' : 'cancel' };
    if (!(await this.correct(run, 'recall', plan))) return;
    this.recalls += 1;
    if (run.isInDoubt) this.recallsInDoubt += 1;
  }

  /** Every second time another text comes at once, while the first is still on its way. */
  async editOne(): Promise<void> {
    const run = await this.pickRun();
    if (run === null) return;
    const versions = this.chance.happens(0.5) ? 2 : 1;
    for (let version = 0; version < versions; version += 1) {
      this.texts += 1;
      const template = `Исправленный текст ${String(this.texts)}`;
      const content = { format: 'pachca_markdown', template };
      if (await this.correct(run, 'edit-sent', {}, { content })) this.edits += 1;
    }
  }

  /** Somewhere where there is something to correct, at the moment that chance wants, if there is such a run. */
  private async pickRun(): Promise<CorrectableRun | null> {
    const runs = await this.db.query<CorrectableRun>(
      `select r.campaign_id as "campaignId", r.status in ('completed', 'cancelled') as "isOver",
              exists (select from delivery d where d.run_id = r.id and d.state = 'unknown') as "isInDoubt"
         from run r
        where r.status in ('running', 'paused', 'cancelling', 'completed', 'cancelled')
          and exists (select from delivery d where d.run_id = r.id and d.state in ('sent', 'unknown')
                         and not exists (select from recall c where c.delivery_id = d.id))
        order by r.created_at`,
    );
    const moment = this.chance.pick(MOMENTS);
    const fitting = runs.filter(({ isOver, isInDoubt }) =>
      moment === 'in doubt' ? isInDoubt : isOver === (moment === 'over'),
    );
    if (runs.length === 0) return null;
    return this.chance.pick(fitting.length > 0 ? fitting : runs);
  }

  /** @returns whether the api has taken it */
  private async correct(
    { campaignId }: CorrectableRun,
    action: 'recall' | 'edit-sent',
    plan: object,
    wish: object = {},
  ): Promise<boolean> {
    const path = `/v1/campaigns/${publicId('cmp', campaignId)}/${action}`;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const check = await this.api.call({ method: 'POST', path: `${path}/check`, body: plan });
      const expected = check.body['affected'];
      const body = { ...plan, ...wish, reason: 'хаос', expected_recipients: expected };
      const { status } = await this.api.call({ method: 'POST', path, body });
      if (status === 202) return true;
    }
    return false;
  }
}
