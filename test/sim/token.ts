import type { SimContext } from './context.js';
import { SENDER_ID } from './world.js';

/** The bot's token at the messenger: revoked by a fault, given again by somebody who also has the bot checked anew. */
export class Token {
  isValid = true;

  constructor(private readonly seed: SimContext) {}

  break(): void {
    const { streams, time } = this.seed;
    this.isValid = false;
    time.after(streams.between('token', 5_000, 120_000), {
      label: 'token',
      process: null,
      run: () => {
        this.mend();
      },
    });
  }

  mend(): void {
    const { seed } = this;
    const { process, senders } = seed.api;
    this.isValid = true;
    seed.inProcess(process, async () => {
      const sender = await senders.get(SENDER_ID).catch(() => null);
      if (sender?.status === 'held') await senders.recheck(SENDER_ID).catch(() => undefined);
      seed.changes += 1;
    });
  }
}
