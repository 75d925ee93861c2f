import { Injectable } from '@nestjs/common';
import { Database, databaseNow } from '#lib/database';
import { type SenderVital, SenderVitals } from '#lib/senders';
import { openBreakers } from './breaker.queries.js';
import {
  type OpenRun,
  openRuns,
  type RecentSends,
  recentSendsBySender,
  type WaitingCorrections,
  waitingCorrections,
} from './capacity.queries.js';
import { aheadOf } from './domain/queue-ahead.js';

/** A run in a bot's queue. */
export interface QueueEntry extends OpenRun {
  /**
   * What goes out before the last delivery of this: deliveries of other runs, and recalls, which wait for nothing but
   * what is urgent; 0 unless it is running. Edits come behind every delivery.
   */
  readonly aheadCount: number;
}

/** One bot: how it does, how fast it has been, what waits for it. */
export interface SenderCapacity extends SenderVital {
  /** Sends of the last minute, by the time at which their messages were known. */
  readonly recent: Omit<RecentSends, 'senderId'>;
  /** Since when too many doubts keep sends back; `null`: they do not. */
  readonly doubtsSince: Date | null;
  /** Messages that are to be deleted or changed, at the same gate. */
  readonly corrections: Omit<WaitingCorrections, 'senderId'>;
  /** Runs that are not over, oldest first. */
  readonly queue: readonly QueueEntry[];
}

/** All bots in one snapshot. */
export interface Capacity {
  /** The moment of all figures, by the database's clock. */
  readonly asOf: Date;
  /** Oldest first. */
  readonly senders: readonly SenderCapacity[];
}

/** What the bots can carry and what they have to, counted from the rows at the moment it is asked. */
@Injectable()
export class CapacityService {
  constructor(
    private readonly database: Database,
    private readonly vitals: SenderVitals,
  ) {}

  /** One snapshot, so that its figures belong together. */
  read(): Promise<Capacity> {
    return this.database.snapshot(async (tx) => {
      const asOf = await databaseNow(tx);
      const vitals = await this.vitals.read(tx);
      const recent = new Map(
        (await recentSendsBySender(tx)).map(({ senderId, ...sends }) => [senderId, sends]),
      );
      const breakers = new Map((await openBreakers(tx)).map(({ senderId, since }) => [senderId, since]));
      const corrections = new Map(
        (await waitingCorrections(tx)).map(({ senderId, ...counts }) => [senderId, counts]),
      );
      const runs = await openRuns(tx);
      const senders = vitals.map((vital): SenderCapacity => {
        const waiting = corrections.get(vital.senderId) ?? { recalls: 0, edits: 0 };
        const own = runs.filter(({ senderId }) => senderId === vital.senderId);
        return {
          ...vital,
          doubtsSince: breakers.get(vital.senderId) ?? null,
          recent: recent.get(vital.senderId) ?? { count: 0, spanS: 0 },
          corrections: waiting,
          queue: queueOf(own, waiting.recalls),
        };
      });
      return { asOf, senders };
    });
  }
}

function queueOf(runs: readonly OpenRun[], recalls: number): QueueEntry[] {
  const running = runs.filter(({ status }) => status === 'running');
  const ahead = (run: OpenRun): number => aheadOf(run, running) + (run.priority === 'urgent' ? 0 : recalls);
  return runs.map((run) => ({ ...run, aheadCount: run.status === 'running' ? ahead(run) : 0 }));
}
