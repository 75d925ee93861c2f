import { systemClock } from '#lib/kernel';
import { connectSession, type SessionClient } from './session-client.js';

/** After the first loss of the connection; twice as long after each further one, up to `LONGEST_REST_MS`. */
const SHORTEST_REST_MS = 1_000;
const LONGEST_REST_MS = 30_000;
/** A connection that is dead without having ended is noticed by a statement so often. */
const LOOK_MS = 30_000;

/** What a listener is for. */
export interface CallListenerOptions {
  readonly url: string;
  /** Shown by Postgres in pg_stat_activity. */
  readonly applicationName: string;
  readonly channel: string;
  /** A NOTIFY with this payload was committed. Must not throw. */
  readonly onCall: (payload: string) => void;
  /** From here on calls are heard; those from before may have been missed. After each connect. Must not throw. */
  readonly onListening: () => void;
}

/**
 * Listens to one channel of Postgres, on a connection of its own, until it is stopped.
 *
 * Nothing may depend on a call: while the connection is away calls are lost, and a pooler in transaction mode swallows
 * all of them. Whoever is called looks for work by the clock as well.
 */
export class CallListener {
  private readonly ending = new AbortController();
  private readonly running: Promise<void>;

  constructor(private readonly options: CallListenerOptions) {
    this.running = this.run();
  }

  /** Resolves when its connection is closed. */
  async stop(): Promise<void> {
    this.ending.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    let restMs = SHORTEST_REST_MS;
    while (!this.ending.signal.aborted) {
      if (await this.listen().catch(() => false)) restMs = SHORTEST_REST_MS;
      await this.rest(restMs, this.ending.signal);
      restMs = Math.min(2 * restMs, LONGEST_REST_MS);
    }
  }

  /** Until the connection is lost. @returns whether it has listened */
  private async listen(): Promise<boolean> {
    const { url, applicationName, channel, onCall, onListening } = this.options;
    const session = await connectSession(url, applicationName);
    const over = AbortSignal.any([this.ending.signal, lossOf(session)]);
    let isListening = false;
    try {
      session.on('notification', ({ payload }) => {
        onCall(payload ?? '');
      });
      await session.query(`listen ${session.escapeIdentifier(channel)}`);
      isListening = true;
      onListening();
      for (;;) {
        await this.rest(LOOK_MS, over);
        if (over.aborted) break;
        await session.query('select 1');
      }
    } catch {
      // As lost as one that has ended.
    } finally {
      await session.end().catch(() => undefined);
    }
    return isListening;
  }

  private async rest(ms: number, signal: AbortSignal): Promise<void> {
    await systemClock.sleep(ms, signal).catch(() => undefined);
  }
}

function lossOf(session: SessionClient): AbortSignal {
  const loss = new AbortController();
  for (const sign of ['error', 'end'] as const)
    session.on(sign, () => {
      loss.abort();
    });
  return loss.signal;
}
