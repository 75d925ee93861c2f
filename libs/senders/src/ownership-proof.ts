import type { Clock } from '#lib/kernel';
import { PROOF_MS } from './domain/ownership-times.js';
import { SessionClosed } from './session-closed.js';

/** After the database did not answer, it is asked again after this long. */
const AGAIN_MS = 100;

export interface OwnershipProofOptions {
  readonly clock: Clock;
  /** Aborted at the end of the ownership. */
  readonly closed: AbortSignal;
  /** Asks the database whether this very ownership, by its epoch, is still the newest. */
  readonly owns: () => Promise<boolean>;
  /** Whether the lease still vouches for the ownership; without it nobody goes on asking. */
  readonly isVouched: () => boolean;
  /** The database said no: somebody else has taken the bot. */
  readonly onLost: () => void;
}

/**
 * That this process owned the bot a moment ago, by the database's own word.
 *
 * A lock that ends with its connection can be lost without the owner's hearing of it: the process was stopped, or the
 * network swallowed the end. A successor waits `QUIET_MS` from where it took the bot, so nothing may start later than
 * `PROOF_MS` after the beginning of a statement that still saw this ownership. Intents and renewals are such statements;
 * only where none was near, one of its own is made.
 */
export class OwnershipProof {
  private seenAt: number;
  private asking: Promise<void> | null = null;

  constructor(private readonly options: OwnershipProofOptions) {
    this.seenAt = options.clock.monotonicMs();
  }

  /** A statement that began at `startedAt` saw this ownership. */
  saw(startedAt: number): void {
    this.seenAt = Math.max(this.seenAt, startedAt);
  }

  /** Whether a request may start right now. */
  isFresh(): boolean {
    return this.options.clock.monotonicMs() - this.seenAt <= PROOF_MS;
  }

  /**
   * Resolves while the proof is fresh, for which all that wait ask together.
   *
   * @throws SessionClosed when the ownership has ended, or its lease has run out and is not yet renewed
   */
  async refresh(): Promise<void> {
    while (!this.isFresh()) {
      this.options.closed.throwIfAborted();
      if (!this.options.isVouched()) throw new SessionClosed('the lease has run out');
      await (this.asking ??= this.ask().finally(() => {
        this.asking = null;
      }));
    }
    this.options.closed.throwIfAborted();
  }

  private async ask(): Promise<void> {
    const { clock, owns, onLost } = this.options;
    const startedAt = clock.monotonicMs();
    try {
      if (await owns()) this.saw(startedAt);
      else onLost();
    } catch {
      // Nothing is known: neither may anything start, nor is the bot lost. The lease decides how long this goes on.
      await clock.sleep(AGAIN_MS);
    }
  }
}
