import { type Tallies } from '../world/tallies.js';
import { ControlError } from './control-error.js';

const LOOK_EVERY_MS = 5;

/** Requests of `/_sim/wait` that are answered once a count is high enough, so that tests need no sleep. */
export class Waiters {
  private readonly pending = new Set<() => void>();

  constructor(private readonly tallies: Tallies) {}

  /** Resolves when `counter` has reached `atLeast`; rejects with 408 after `timeoutMs` of real time, and on a reset. */
  async until(counter: keyof Tallies, atLeast: number, timeoutMs: number): Promise<void> {
    if (this.tallies[counter] >= atLeast) return;
    const givesUpAtMs = performance.now() + timeoutMs;
    await new Promise<void>((resolve, reject) => {
      const end = (finish: () => void): void => {
        clearInterval(interval);
        this.pending.delete(drop);
        finish();
      };
      const drop = (): void => {
        end(() => {
          reject(new ControlError(409, 'The simulator was reset or closed'));
        });
      };
      const interval = setInterval(() => {
        if (this.tallies[counter] >= atLeast) end(resolve);
        else if (performance.now() > givesUpAtMs) {
          const message = `${counter} is ${this.tallies[counter]}, not ${atLeast}, after ${timeoutMs} ms`;
          end(() => {
            reject(new ControlError(408, message));
          });
        }
      }, LOOK_EVERY_MS);
      this.pending.add(drop);
    });
  }

  stop(): void {
    for (const drop of [...this.pending]) drop();
  }
}
