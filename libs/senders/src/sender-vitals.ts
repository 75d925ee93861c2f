import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '#lib/config';
import type { Tx } from '#lib/database';
import { recoveredLimit } from './domain/adaptive-limit.js';
import { VOUCH_MS } from './domain/ownership-times.js';
import type { SenderStatus } from './domain/sender.js';
import { openClassHolds, sendReductions, vitals } from './sender-vitals.queries.js';

/** A wait that the messenger asked for. */
export interface ClassHold {
  /** *send*, *history*, *events* or *other*. */
  readonly requestClass: string;
  readonly until: Date;
}

/** How a bot does, as the rows tell it. */
export interface SenderVital {
  readonly senderId: string;
  readonly name: string;
  readonly status: SenderStatus;
  /** Whether some process carries the bot's traffic right now. */
  readonly isOwned: boolean;
  /** Most sends in any second: the operator's limit. */
  readonly limit: number;
  /** The same at present: reduced by the messenger's 429, and growing back. */
  readonly effectiveLimit: number;
  /** Five 429 in a row have left the lowest rate, and it has not grown again since. */
  readonly isFloored: boolean;
  readonly holds: readonly ClassHold[];
  /** 429s of the last hour, of all classes of requests. */
  readonly throttledLastHour: number;
}

/** Reads how the bots do, without asking the processes that own them. */
@Injectable()
export class SenderVitals {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** All bots, oldest first. @param tx one snapshot, or the figures are of several moments */
  async read(tx: Tx): Promise<SenderVital[]> {
    const limit = this.config.limits.send;
    const holds = await openClassHolds(tx);
    const reductions = new Map(
      (await sendReductions(tx)).map((reduction) => [reduction.senderId, reduction]),
    );
    return (await vitals(tx)).map(({ ownerSilentMs, ...row }) => {
      const reduction = reductions.get(row.senderId);
      const effectiveLimit = recoveredLimit(
        limit,
        reduction === undefined ? null : { reducedTo: reduction.reducedTo, until: reduction.untilMs },
        0,
      );
      return {
        ...row,
        isOwned: ownerSilentMs !== null && ownerSilentMs < VOUCH_MS,
        limit,
        effectiveLimit,
        isFloored: reduction?.isFloored === true && effectiveLimit === reduction.reducedTo,
        holds: holds
          .filter(({ senderId }) => senderId === row.senderId)
          .map(({ requestClass, until }) => ({ requestClass, until })),
      };
    });
  }
}
