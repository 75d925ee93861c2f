import { contentOf } from '#lib/content';
import { askLater } from './asks.js';
import type { SimContext } from './context.js';
import type { CorrectionPlan, RunTruth } from './world.js';

/** People who take messages back, or give them another text, while all the rest goes on. */
export class Corrections {
  constructor(private readonly seed: SimContext) {}

  begin(): void {
    for (const plan of this.seed.world.corrections)
      askLater(this.seed, {
        label: plan.kind,
        afterMs: plan.afterMs,
        work: () => (plan.kind === 'recall' ? this.recall(plan) : this.edit(plan)),
      });
  }

  /** Whatever it leaves under way is counted behind the gate that it has closed. */
  private async recall({ run, remaining }: CorrectionPlan): Promise<void> {
    const { api, journal, operators, time } = this.seed;
    const plan = { campaignId: run.campaignId, scope: 'all', remaining } as const;
    const { affected } = await api.recalls.check(plan);
    const inFlight = await api.database.transaction(async (tx) => {
      await api.recalls.request(tx as never, {
        ...plan,
        expectedRecipients: affected,
        reason: 'seen',
        by: 'key_sim',
      });
      return this.sending(run);
    });
    journal.note(`${run.name} is recalled, ${String(inFlight)} under way`);
    if (remaining === 'cancel')
      operators.stops.push({ runId: run.id, at: time.now, inFlight, until: Infinity });
  }

  private async edit({ run, text }: CorrectionPlan): Promise<void> {
    const { api, journal } = this.seed;
    const { affected } = await api.edits.check(run.campaignId);
    await api.database.transaction((tx) =>
      api.edits.request(tx as never, {
        campaignId: run.campaignId,
        content: contentOf(text, {}),
        isMaterial: false,
        expectedRecipients: affected,
        reason: 'seen',
        by: 'key_sim',
      }),
    );
    journal.note(`${run.name} says: ${text}`);
  }

  private async sending({ id }: RunTruth): Promise<number> {
    const [row] = await this.seed.looks.rows(
      `select count(*)::int as count from delivery where run_id = '${id}' and state = 'sending'`,
    );
    return Number(row?.['count']);
  }
}
