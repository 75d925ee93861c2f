import type { SimContext } from './context.js';

/** How often somebody asks again whom the product has refused: things are otherwise by then, or Postgres was away. */
const TRIES = 6;

/** Something that somebody asks of the api. */
export interface Ask {
  readonly label: string;
  readonly afterMs: number;
  /** @param tries how often it may still be asked after this time */
  readonly work: (tries: number) => Promise<void>;
  /** It was done, or is asked for no more. */
  readonly onEnd?: () => void;
}

/** Asks the api at that moment, and some time later again where it refuses or Postgres is away. */
export function askLater(seed: SimContext, ask: Ask, tries = TRIES): void {
  if (tries === 0) {
    ask.onEnd?.();
    return;
  }
  const again = (error: unknown): void => {
    seed.journal.note(`${ask.label}: ${error instanceof Error ? error.name : String(error)}`);
    askLater(seed, { ...ask, afterMs: seed.streams.between('ask again', 1_000, 60_000) }, tries - 1);
  };
  const run = async (): Promise<void> => {
    try {
      await ask.work(tries - 1);
      seed.changes += 1;
      seed.journal.cover(`${ask.label} asked for`);
    } catch (error) {
      again(error);
      return;
    }
    ask.onEnd?.();
  };
  seed.time.after(ask.afterMs, {
    label: ask.label,
    process: null,
    run: () => {
      seed.inProcess(seed.api.process, run);
    },
  });
}
