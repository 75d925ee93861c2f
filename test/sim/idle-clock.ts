import type { SimContext } from './context.js';
import { nextDue } from './next-due.js';
import type { Operators } from './operators.js';
import type { Sessions } from './sessions.js';
import type { SimProcess } from './sim-process.js';
import type { Workers } from './workers.js';
import { IS_OVER, SENDER_ID } from './world.js';

/** How often an owner's renewal is done for it: a renewal vouches for eight seconds. */
const ALIVE_MS = 4_000;

/** Jumps over the time in which nobody can find work, and does there what would have gone on without an end. */
export class IdleClock {
  private mends = 0;
  private aliveAt = 0;
  private due = { changes: -1, at: 0 };

  constructor(
    private readonly seed: SimContext,
    private readonly parts: {
      readonly workers: Workers;
      readonly sessions: Sessions;
      readonly operators: Operators;
    },
  ) {}

  /** Whether a question for work at that moment can find none. */
  async isTooEarly(at: number): Promise<boolean> {
    return (await this.nextMoment()) > at + 1;
  }

  /** @returns whether there is nothing left to wait for */
  async jump(at: number): Promise<boolean> {
    const moment = await this.nextMoment();
    if (moment === Infinity) return !(await this.mendOnceMore());
    if (moment - at > ALIVE_MS) await this.vouch(moment);
    this.seed.time.putOffIdle(moment, 400);
    return false;
  }

  async keepAlive(until: number): Promise<void> {
    if (until - this.aliveAt > ALIVE_MS) await this.vouch(until);
  }

  /** How many times longer than its own a process may wait before it asks for work again. */
  quiet(process: SimProcess | null): number {
    if (process === null) return 1;
    const { idle } = process;
    idle.factor = idle.changes === this.seed.changes ? Math.min(idle.factor * 2, 32) : 1;
    idle.changes = this.seed.changes;
    return idle.factor;
  }

  private async nextMoment(): Promise<number> {
    const { changes, time } = this.seed;
    const busy = time.nextBusy();
    if (busy <= time.now + 50) return busy;
    if (this.due.changes !== changes) this.due = { changes, at: await nextDue(this.seed) };
    return Math.min(busy, this.due.at);
  }

  /** What the system has put on hold waits for a person; whoever looks a few times has everything going again. */
  private async mendOnceMore(): Promise<boolean> {
    const statuses = [...(await this.seed.looks.runStatuses()).values()];
    if (statuses.every((status) => IS_OVER.has(status)) || this.mends > 5) return false;
    this.mends += 1;
    this.parts.operators.mend();
    return true;
  }

  /** Owners that live renew all the time; here it is done for them, in one statement, where nothing else would happen. */
  private async vouch(until: number): Promise<void> {
    const { workers, sessions } = this.parts;
    this.aliveAt = until;
    const owner = workers
      .living()
      .find((worker) => worker.isSteady && sessions.holds(SENDER_ID, worker.process));
    if (owner === undefined || this.seed.nemesis.isDatabaseAway()) return;
    owner.vouchUntil(until);
    if (this.seed.world.isRestored) await this.beat(until);
    await this.seed.line.run(
      {
        text: 'update sender_lease set renewed_at = to_timestamp($1::float8 / 1000) where owner = $2',
        values: [until, owner.ownership.owner],
      },
      this.seed.time.now,
    );
  }

  /** As the watch of that owner had gone on; of a database that was restored nobody says that it is as it was. */
  private async beat(until: number): Promise<void> {
    await this.seed.line.run(
      {
        text: `update instance_state set heartbeat_at = to_timestamp($1::float8 / 1000)
                where identity = instance_identity()`,
        values: [until],
      },
      this.seed.time.now,
    );
  }
}
