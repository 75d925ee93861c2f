import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '#lib/config';
import { Database } from '#lib/database';
import type { PachcaErrorKind } from '#lib/pachca';
import { nextLookMs, retryDelayMs } from './domain/look-schedule.js';
import { type Look, lookAtReaders } from './look.js';
import type { ReadersSource } from './readers-source.js';
import { postponeLook, recordMissing, recordRead, recordUnread } from './record.queries.js';
import { adoptNewWatches, databaseTime, type DueWatch, dueWatches } from './watch.queries.js';

/** One pass over the watches of one bot. */
export interface PollInput {
  readonly senderId: string;
  /** The bot's client; its gate keeps the rate. */
  readonly client: ReadersSource;
  /** Most looks of this pass. */
  readonly limit: number;
  /** Aborted: the pass ends before its next look. */
  readonly signal?: AbortSignal;
}

/** Why a pass ended early: the failure that the next look would meet, too, or the caller's signal. */
export type PollStop = PachcaErrorKind | 'aborted';

/** What one pass did. `looked` is the sum of `read`, `unread`, `missing` and `failed`. */
export interface PollResult {
  /** New messages whose first look was set. */
  readonly adopted: number;
  readonly looked: number;
  readonly read: number;
  /** Older messages that are read because a newer one of the same chat is. */
  readonly settled: number;
  readonly unread: number;
  /** Looks at messages that the messenger does not know. */
  readonly missing: number;
  /** Looks that the messenger did not answer; they come again. */
  readonly failed: number;
  /** Not `null`: the caller should wait before the next pass. */
  readonly stopped: PollStop | null;
}

type Tally = { -readonly [Key in keyof PollResult]: PollResult[Key] };

/** So many failures in a row are an outage, and every further look would cost a deadline. */
const OUTAGE_AFTER = 3;

/**
 * Finds out who has read what was sent to them.
 *
 * A message is watched from its send until it is read, its schedule ends or it is gone. Whatever was read is recorded
 * at once; a crash between a look and its record repeats the look, which changes nothing (C18 of the protocol).
 */
@Injectable()
export class ReceiptPoller {
  private readonly firstMs: number;

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) config: Config,
  ) {
    this.firstMs = config.receiptFirstCheckMs;
  }

  /**
   * One pass over the messages of a bot that are due for a look.
   *
   * @throws what is neither an answer nor a failure of the messenger, such as a lost database; nothing is lost by it
   */
  async runOnce(input: PollInput): Promise<PollResult> {
    const tally: Tally = { ...NOTHING, adopted: await this.adopt(input.senderId) };
    let failuresInARow = 0;
    for (const watch of await dueWatches(this.database.client, input.senderId, input.limit)) {
      const look = await this.look(watch, input, tally);
      if (look === 'aborted') {
        tally.stopped = 'aborted';
        break;
      }
      if (look.outcome !== 'failed') {
        failuresInARow = 0;
        continue;
      }
      failuresInARow += 1;
      if (look.policy.stopsPass || failuresInARow >= OUTAGE_AFTER) {
        tally.stopped = look.kind;
        break;
      }
    }
    return tally;
  }

  private adopt(senderId: string): Promise<number> {
    return adoptNewWatches(this.database.client, senderId, this.firstMs);
  }

  private async look(watch: DueWatch, input: PollInput, tally: Tally): Promise<Look | 'aborted'> {
    if (isAborted(input)) return 'aborted';
    // Before the request: somebody who reads while it is under way has not read «as of» its end.
    const lookedAt = await databaseTime(this.database.client);
    const look = await lookAtReaders(input.client, watch).catch((error: unknown) => {
      // The gate throws what waits at it when the bot is given up.
      if (isAborted(input)) return null;
      throw error;
    });
    // A connection that we cut ourselves says nothing about the message.
    if (look === null || (look.outcome === 'failed' && isAborted(input))) return 'aborted';
    tally.looked += 1;
    tally[look.outcome] += 1;
    tally.settled += await this.record(watch, look, lookedAt);
    return look;
  }

  /** @returns how many older messages the look has settled */
  private async record(watch: DueWatch, look: Look, lookedAt: Date): Promise<number> {
    const sinceSentMs = lookedAt.getTime() - watch.sentAt.getTime();
    const answered = { ...watch, lookedAt, nextLookMs: nextLookMs(sinceSentMs, this.firstMs) };
    switch (look.outcome) {
      case 'read': {
        const fact = { deliveryId: watch.deliveryId, seenAt: null, source: 'poll' } as const;
        return (await recordRead(this.database.client, fact)).olderCount;
      }
      case 'unread':
        await recordUnread(this.database.client, answered);
        return 0;
      case 'missing': {
        // A message may become visible late, so only the second absence in a row ends the watch.
        const isGone = look.isCertain || watch.wasMissing;
        await recordMissing(this.database.client, isGone ? { ...answered, nextLookMs: null } : answered);
        return 0;
      }
      case 'failed':
        if (look.policy.row === 'postponed') {
          await postponeLook(this.database.client, watch, retryDelayMs(sinceSentMs, this.firstMs));
        }
        return 0;
    }
  }
}

/** A function, since the signal may change during an `await`. */
const isAborted = (input: PollInput): boolean => input.signal?.aborted ?? false;

const NOTHING: PollResult = {
  adopted: 0,
  looked: 0,
  read: 0,
  settled: 0,
  unread: 0,
  missing: 0,
  failed: 0,
  stopped: null,
};
