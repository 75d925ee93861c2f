import type { SimContext } from './context.js';
import { SimProcess } from './sim-process.js';
import { SimWorker } from './worker.js';

/** The worker processes of a seed, as many as it wants: a dead one is followed by another some time later. */
export class Workers {
  private readonly all: SimWorker[] = [];
  private started = 0;

  constructor(
    private readonly seed: SimContext,
    private readonly wanted: number,
  ) {}

  living(): SimWorker[] {
    return this.all.filter(({ process }) => process.isAlive);
  }

  start(): void {
    while (this.living().length < this.wanted) {
      this.started += 1;
      const process = newProcess(this.seed, `w${String(this.started)}`);
      this.seed.time.as(process, () => {
        const worker = new SimWorker(this.seed, process);
        this.all.push(worker);
        worker.start();
      });
      this.seed.journal.note(`${process.name} starts`);
    }
  }

  kill(process: SimProcess, where: string): void {
    const { journal, streams, time } = this.seed;
    journal.killed(process, where);
    process.kill();
    this.seed.changes += 1;
    time.after(streams.between('restart', 100, 20_000), {
      label: 'restart',
      process: null,
      run: () => {
        this.start();
      },
    });
  }

  endSome(): void {
    const steady = this.living().filter((worker) => worker.isSteady);
    if (steady.length > 0) this.seed.streams.pick('who ends', steady).end();
  }
}

/** A process whose clocks are as wrong as the seed has it. */
export function newProcess({ streams }: Pick<SimContext, 'streams'>, name: string): SimProcess {
  const skew = streams.next('skew') < 0.3 ? streams.between('skew', -3_600_000, 3_600_000) : 0;
  return new SimProcess(name, skew, streams.between('monotonic', 1_000, 1e9));
}
