import { contentOf } from '#lib/content';
import { askLater } from './asks.js';
import type { SimContext } from './context.js';
import type { ReminderPlan } from './world.js';
import { ACK_BUTTON } from './world-rows.js';

/** People who remind others by hand, while the announcement is under way or long after. */
export class Reminders {
  private open = 0;

  constructor(private readonly seed: SimContext) {}

  /** Whether nobody is to be reminded any more. */
  get areOver(): boolean {
    return this.open === 0;
  }

  begin(): void {
    for (const plan of this.seed.world.reminders) {
      this.open += 1;
      askLater(this.seed, {
        label: 'reminder',
        afterMs: plan.afterMs,
        work: (tries) => this.remind(plan, tries),
        onEnd: () => (this.open -= 1),
      });
    }
  }

  /** Who asks again because no answer came asks for another reminder: it is the key of the request that tells them apart. */
  private async remind({ run, who, form, number }: ReminderPlan, tries: number): Promise<void> {
    const { api, journal, operators } = this.seed;
    const plan = { campaignId: run.campaignId, who, among: null, whenAway: 'skip' } as const;
    const { toSend } = await api.reminders.check(plan);
    // A finished run goes on with it: whoever steers runs may steer this one again.
    operators.goesOnWith(run);
    await api.database.transaction((tx) =>
      api.reminders.request(tx as never, {
        ...plan,
        form,
        content: contentOf(`Напоминание ${String(number)}.${String(tries)}`, { buttons: [[ACK_BUTTON]] }),
        expectedRecipients: toSend,
        reason: null,
        by: 'key_sim',
      }),
    );
    journal.note(`${run.name}: ${String(toSend)} are reminded (${who})`);
  }
}
