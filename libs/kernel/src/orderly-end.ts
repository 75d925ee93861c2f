import { type Clock, systemClock } from './clock.js';

/**
 * Two signals closer together are one. systemd signals every process of a unit, npm hands on what its shell got as well:
 * whoever asked once asks twice then, some milliseconds apart.
 */
const ECHO_MS = 1_000;

/** What of a process is used here. */
export interface SignalSource {
  on(event: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
}

/** Calls `first` at the first SIGTERM or SIGINT, and `again` at each that comes a second after that one or later. */
export function onStopSignals(
  handlers: { readonly first: () => void; readonly again: () => void },
  source: SignalSource = process,
  clock: Clock = systemClock,
): void {
  let firstAt: number | null = null;
  const heard = (): void => {
    const now = clock.monotonicMs();
    if (firstAt === null) {
      firstAt = now;
      handlers.first();
    } else if (now - firstAt >= ECHO_MS) handlers.again();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) source.on(signal, heard);
}

/** A process that a launcher may have started, and that can end. */
export interface EndingProcess extends SignalSource {
  /** Absent: no launcher has started it. */
  readonly send?: unknown;
  readonly connected: boolean;
  once(event: 'disconnect', listener: () => void): unknown;
  exit(code: number): unknown;
}

/**
 * How a process of the product ends: at the first signal, or when its launcher has ended, in order and with exit code 0; at
 * a second signal at once, with 130, which is safe at any moment.
 *
 * To be made before anything else: as the first process of a container one that does not listen yet would not hear the
 * signal at all, and the launcher may end while this one is still starting. Under a launcher a second signal changes
 * nothing, for the launcher itself ends what does not end.
 */
export class OrderlyEnd {
  private app: { close(): Promise<void> } | null = null;
  private isEnding = false;

  constructor(
    private readonly self: EndingProcess = process,
    clock: Clock = systemClock,
  ) {
    const first = this.end.bind(this);
    const again = (): void => {
      if (self.send === undefined) self.exit(130);
    };
    onStopSignals({ first, again }, self, clock);
    self.once('disconnect', first);
    if (self.send !== undefined && !self.connected) this.end();
  }

  /** From here on there is something to close; before, the process just ends. */
  closes(app: { close(): Promise<void> }): void {
    this.app = app;
  }

  private end(): void {
    if (this.isEnding) return;
    this.isEnding = true;
    if (this.app === null) {
      this.self.exit(0);
      return;
    }
    this.app.close().then(
      () => this.self.exit(0),
      () => this.self.exit(1),
    );
  }
}
