import type { SimContext } from './context.js';
import { earliest } from './ladder-plan.js';
import { hasFollowUps } from './world.js';

/** A row whose intent was written just now, and what spoke against it at that moment. */
interface Intent {
  readonly id: bigint;
  readonly attempt: number;
  readonly step: number;
  readonly who: string | null;
  readonly isRead: boolean;
  readonly isAcknowledged: boolean;
  readonly isRecalled: boolean;
  readonly isBeforeItsWave: boolean;
  readonly isPastDeadline: boolean;
  readonly rung: number | null;
  readonly announcedBy: bigint | null;
}

/**
 * What forbids a send at the moment of its intent, looked up past the product right after the intent's commit: a
 * transaction is one event, so whatever is true then was true when it was written.
 */
const INTENTS = `
  select d.id, d.attempt, d.step::int as step, f.who,
         exists (select from delivery a join receipt c on c.delivery_id = a.id
                  where a.run_id = d.run_id and a.recipient_id = d.recipient_id and a.step < d.step
                    and c.read_seen_at is not null) as "isRead",
         exists (select from delivery a join acknowledgement k on k.delivery_id = a.id
                   join content_version v on v.id = r.content_version_id
                  where a.run_id = d.run_id and a.recipient_id = d.recipient_id and a.step = 0
                    and k.substance >= v.substance) as "isAcknowledged",
         d.step > 0 and exists (select from delivery a join recall c on c.delivery_id = a.id
                  where a.run_id = d.run_id and a.recipient_id = d.recipient_id and a.step = 0
                    and c.state in ('todo', 'doing', 'gone')) as "isRecalled",
         coalesce(f.deadline_at <= clock_timestamp(), false) as "isPastDeadline", f.rung::int as rung,
         (select a.message_id from delivery a
           where a.run_id = d.run_id and a.recipient_id = d.recipient_id and a.step = 0) as "announcedBy",
         r.ramp_wave is not null and (d.wave = 0 or d.wave > r.ramp_wave) as "isBeforeItsWave"
    from delivery d join run r on r.id = d.run_id
    left join run_step f on f.run_id = d.run_id and f.step = d.step
   where d.state = 'sending'`;

/** No follow-up begins that has become pointless, nor a send to somebody of a later wave. */
export class IntentInvariants {
  private readonly seen = new Set<string>();

  constructor(private readonly seed: SimContext) {}

  async written(): Promise<void> {
    const { world, looks } = this.seed;
    if (!hasFollowUps(world) && world.runs.every(({ ramp }) => ramp === null)) return;
    for (const intent of (await looks.rows(INTENTS)) as unknown as Intent[]) {
      const key = `${String(intent.id)} ${String(intent.attempt)}`;
      if (this.seen.has(key)) continue;
      this.seen.add(key);
      this.judge(intent);
    }
  }

  private judge(intent: Intent): void {
    const { journal } = this.seed;
    const { id, step, who } = intent;
    if (step > 0) journal.cover('intent of a follow-up');
    if (who === 'unread' && intent.isRead)
      journal.fail(`follow-up: ${String(id)} is sent to somebody who has read what it is about`);
    if (who === 'unacknowledged' && intent.isAcknowledged)
      journal.fail(`follow-up: ${String(id)} is sent to somebody who has confirmed what it is about`);
    if (intent.isRecalled)
      journal.fail(`follow-up: ${String(id)} is sent about a message that was taken back`);
    if (intent.isBeforeItsWave) journal.fail(`ramp: ${String(id)} is sent before its wave is open`);
    if (intent.isPastDeadline) journal.fail(`follow-up: ${String(id)} is sent after its deadline`);
    if (intent.rung !== null) this.inItsTime(intent, intent.rung);
  }

  /** By the messenger's memory: so long after the message that this person got. */
  private inItsTime({ id, announcedBy }: Intent, number: number): void {
    const { journal, messenger, time, world } = this.seed;
    journal.cover('intent of a rung');
    const rung = world.ladder?.rungs[number - 1];
    const announced = messenger.messages.find((message) => message.id === Number(announcedBy));
    if (rung === undefined || announced === undefined)
      journal.fail(`ladder: ${String(id)} is a rung of nothing, or about no message`);
    // The messenger tells its times in whole milliseconds.
    else if (time.now < earliest(rung.when, announced.createdAt) - 1)
      journal.fail(`ladder: ${String(id)} is sent before its time`);
  }
}
