import { publicId } from '#lib/kernel';
import type { ApiCaller } from './api-caller.js';
import { announce } from './campaigns.js';
import type { Chance } from './chance.js';
import type { ChaosPostgres } from './chaos-postgres.js';
import { Corrections } from './corrections.js';

/** So many campaigns are under way at any time; every second one has the text of the one before it. */
const UNDER_WAY = 3;

interface Pause {
  readonly runId: string;
  readonly fromMs: number;
  readonly toMs: number;
}

interface OpenRun {
  readonly id: string;
  readonly campaignId: string;
  readonly status: string;
}

/** Whom operators write to, and by which bots. */
export interface Workspace {
  readonly people: readonly number[];
  readonly senderIds: readonly string[];
}

/** People who announce, pause, resume, cancel and correct over the api, while it is killed under them. */
export class Operators {
  /** When which run was paused for certain: from the answer to the pause to the request to go on. */
  readonly pauses: Pause[] = [];
  cancels = 0;
  campaigns = 0;
  readonly corrections: Corrections;
  private readonly paused = new Map<string, { runId: string; fromMs: number }>();

  constructor(
    private readonly api: ApiCaller,
    private readonly db: Pick<ChaosPostgres, 'query'>,
    private readonly workspace: Workspace,
    private readonly chance: Chance,
  ) {
    this.corrections = new Corrections(api, db, chance);
  }

  /**
   * Starts campaigns until enough are under way, and at least as many as asked for. Audiences overlap, so that sends to
   * one person contend for the lane.
   */
  async keepBusy(atLeast = 0): Promise<void> {
    const running = (await this.openRuns()).filter(({ status }) => status !== 'cancelling');
    const missing = Math.max(atLeast, UNDER_WAY - running.length);
    for (let started = 0; started < missing; started += 1) await this.announceOne();
  }

  private async announceOne(): Promise<void> {
    const people = this.workspace.people.filter(() => this.chance.happens(0.7));
    const senderId = this.chance.pick(this.workspace.senderIds);
    const text = `Объявление ${String(Math.floor(this.campaigns / 2))}`;
    this.campaigns += 1;
    await announce(this.api, { senderId, people, text });
  }

  async pauseOne(): Promise<void> {
    const run = await this.pickOpen('running');
    if (run === null) return;
    const answer = await this.act(run.campaignId, 'pause');
    if (answer === 200) this.paused.set(run.campaignId, { runId: run.id, fromMs: Date.now() });
  }

  async resumeAll(): Promise<void> {
    for (const [campaignId, { runId, fromMs }] of this.paused) {
      this.paused.delete(campaignId);
      this.pauses.push({ runId, fromMs, toMs: Date.now() });
      await this.act(campaignId, 'resume');
    }
  }

  /** Also those that the product itself has put on hold. */
  async resumeEverything(): Promise<void> {
    await this.resumeAll();
    for (const run of await this.openRuns()) {
      if (run.status === 'paused') await this.act(run.campaignId, 'resume');
    }
  }

  async cancelOne(): Promise<void> {
    const run = await this.pickOpen('running');
    if (run === null) return;
    if ((await this.act(run.campaignId, 'cancel')) === 200) this.cancels += 1;
  }

  async openRuns(): Promise<OpenRun[]> {
    return this.db.query<OpenRun>(
      `select id, campaign_id as "campaignId", status::text from run
        where status not in ('completed', 'cancelled') order by created_at`,
    );
  }

  private async pickOpen(status: string): Promise<OpenRun | null> {
    const open = (await this.openRuns()).filter((run) => run.status === status);
    return open.length === 0 ? null : this.chance.pick(open);
  }

  private async act(campaignId: string, action: 'pause' | 'resume' | 'cancel'): Promise<number> {
    const path = `/v1/campaigns/${publicId('cmp', campaignId)}/${action}`;
    const body = action === 'resume' ? {} : { reason: 'хаос' };
    return (await this.api.call({ method: 'POST', path, body })).status;
  }
}
