import type { SimContext } from './context.js';
import { rungToCome } from './ladders.js';

/** How long before a rung the troubles begin again, and for how long they stay. */
const BEFORE_MS = 20_000;
const STORM_MS = [20_000, 60_000, 300_000] as const;

/** When things break, and when they do not: at the beginning, and once more around each rung of a ladder. */
export class Weather {
  private stormUntil = 0;
  private isMending = false;
  private isOver_ = false;

  constructor(private readonly seed: SimContext) {}

  /** Nothing breaks any more, for good. */
  get isOver(): boolean {
    return this.isOver_;
  }

  begin(): void {
    this.calmAfter(20_000 + this.seed.streams.next('world') ** 2 * 500_000);
  }

  /** Nothing is left to break: a storm that waits for a rung goes on all the same. */
  async rest(): Promise<boolean> {
    if (this.seed.time.now < this.stormUntil) return false;
    await this.calm();
    return true;
  }

  /** Nothing breaks from here on, or until the next rung; in a liveness seed everything must come to rest in the end. */
  private async calm(): Promise<void> {
    const { faults, journal, mode, time, workers } = this.seed;
    if (!faults.isStorm) return;
    journal.note('calm');
    faults.isStorm = false;
    const rungAt = await rungToCome(this.seed);
    if (rungAt === null) this.isOver_ = true;
    else this.stormAround(rungAt);
    if (this.isOver_ && mode === 'safety') return;
    for (const { process } of workers.living())
      process.stoppedUntil = Math.min(process.stoppedUntil, time.now);
    if (this.isMending) {
      this.seed.operators.mend();
      return;
    }
    this.isMending = true;
    this.mend();
  }

  /** What waits for a person does not wait for ever; nobody mends while things break. */
  private mend(): void {
    const { faults, operators, time } = this.seed;
    if (!faults.isStorm) operators.mend();
    const run = (): void => {
      this.mend();
    };
    time.after(3_600_000, { label: 'mend', process: null, isIdle: true, run });
  }

  private stormAround(rungAt: number): void {
    const { faults, journal, nemesis, streams, time } = this.seed;
    const lasts = streams.between('storm', 0, streams.pick('storm', STORM_MS));
    time.after(rungAt - BEFORE_MS - time.now, {
      label: 'storm',
      process: null,
      run: () => {
        journal.note('storm');
        faults.isStorm = true;
        this.stormUntil = rungAt + BEFORE_MS;
        nemesis.begin();
        this.calmAfter(2 * BEFORE_MS + lasts);
      },
    });
  }

  private calmAfter(ms: number): void {
    this.seed.time.after(ms, { label: 'calm', process: null, run: () => this.calm() });
  }
}
