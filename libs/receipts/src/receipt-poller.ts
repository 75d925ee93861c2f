import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '#lib/config';
import { Database } from '#lib/database';
import { ZoneClock } from '#lib/kernel';
import type { PachcaErrorKind } from '#lib/pachca';
import type { KnownActivity } from './activity.js';
import { idleUntil, isMadeSure } from './domain/idle.js';
import { nextLookAt } from './domain/look-plan.js';
import { retryDelayMs } from './domain/retry-delay.js';
import { type Look, lookAtReaders } from './look.js';
import type { ReadersSource } from './readers-source.js';
import { postponeLook, recordMissing, recordRead, recordUnread } from './record.queries.js';
import {
  adoptNewWatches,
  databaseTime,
  type DueWatch,
  dueWatches,
  type IdleWatch,
  leaveAlone,
} from './watch.queries.js';

/** One pass over the watches of one bot. */
export interface PollInput {
  readonly senderId: string;
  /** The bot's client; its gate keeps the rate. */
  readonly client: ReadersSource;
  /** Most looks of this pass. */
  readonly limit: number;
  /** Looks under way at once; 1 where absent. */
  readonly atOnce?: number;
  /** Absent or `null`: nobody is known to be idle. */
  readonly activity?: KnownActivity | null;
  /** Aborted: the pass ends before its next look. */
  readonly signal?: AbortSignal;
}

/** Why a pass ended early: the failure that the next look would meet, too, or the caller's signal. */
export type PollStop = PachcaErrorKind | 'aborted';

/** What one pass did. `looked` is the sum of `read`, `unread`, `missing` and `failed`. */
export interface PollResult {
  /** New messages whose first look was set. */
  readonly adopted: number;
  /** Due looks that were put off because the person was not in the messenger since the last one. */
  readonly idle: number;
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

/** What a pass still has to look at, and how it went so far. */
interface Pass {
  readonly input: PollInput;
  readonly tally: Tally;
  readonly rest: Iterator<DueWatch>;
  failuresInARow: number;
}

/** Due messages are fetched for so many times the looks of a pass: most may be of people who are idle. */
const CHOICE = 10;

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
  private readonly zones: ZoneClock;

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) config: Config,
  ) {
    this.firstMs = config.receiptFirstCheckMs;
    this.zones = new ZoneClock(config.timeZone);
  }

  /**
   * One pass over the messages of a bot that are due for a look.
   *
   * @throws what is neither an answer nor a failure of the messenger, such as a lost database; nothing is lost by it
   */
  async runOnce(input: PollInput): Promise<PollResult> {
    const tally: Tally = { ...NOTHING, adopted: await this.adopt(input.senderId) };
    const due = await this.due(input, tally);
    const pass: Pass = { input, tally, rest: due[Symbol.iterator](), failuresInARow: 0 };
    const passes = Array.from({ length: input.atOnce ?? 1 }, () => this.lookThrough(pass));
    // All of them end before the pass does: nothing may be under way when the bot is given up.
    await Promise.allSettled(passes);
    await Promise.all(passes);
    return tally;
  }

  private async lookThrough(pass: Pass): Promise<void> {
    const { input, tally, rest } = pass;
    while (tally.stopped === null) {
      const next = rest.next();
      if (next.done === true) return;
      const look = await this.look(next.value, input, tally);
      if (look === 'aborted') {
        tally.stopped = 'aborted';
      } else if (look.outcome !== 'failed') {
        pass.failuresInARow = 0;
      } else {
        pass.failuresInARow += 1;
        if (look.policy.stopsPass || pass.failuresInARow >= OUTAGE_AFTER) tally.stopped = look.kind;
      }
    }
  }

  /** Those to look at; whoever cannot have read is left alone. */
  private async due(input: PollInput, tally: Tally): Promise<DueWatch[]> {
    const { senderId, limit, activity = null } = input;
    const { client } = this.database;
    if (activity === null) return dueWatches(client, senderId, limit);
    const now = await databaseTime(client);
    const worth: DueWatch[] = [];
    const idle: IdleWatch[] = [];
    for (const watch of await dueWatches(client, senderId, limit * CHOICE)) {
      const until = this.idleUntil(watch, activity, now);
      if (until === null) worth.push(watch);
      else idle.push({ deliveryId: watch.deliveryId, until: new Date(until) });
    }
    await leaveAlone(client, activity.asOf, idle);
    tally.idle = idle.length;
    return worth.slice(0, limit);
  }

  private idleUntil(watch: DueWatch, activity: KnownActivity, now: Date): number | null {
    if (!watch.isKnown || isMadeSure(watch.deliveryId, watch.checks)) return null;
    return idleUntil({
      sentAtMs: watch.sentAt.getTime(),
      unreadAsOfMs: (watch.unreadAsOf ?? watch.sentAt).getTime(),
      lastActivityAtMs: watch.lastActivityAt?.getTime() ?? null,
      knownAsOfMs: activity.asOf.getTime(),
      knownAnewAtMs: activity.asOf.getTime() + activity.everyMs,
      nowMs: now.getTime(),
      firstMs: this.firstMs,
    });
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
    const answered = { ...watch, lookedAt, nextLookAt: this.nextLookAt(watch, lookedAt) };
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
        await recordMissing(this.database.client, isGone ? { ...answered, nextLookAt: null } : answered);
        return 0;
      }
      case 'failed':
        if (look.policy.row === 'postponed') {
          await postponeLook(this.database.client, watch, retryDelayMs(sinceSentMs, this.firstMs));
        }
        return 0;
    }
  }

  private nextLookAt({ sentAt, timeZone }: DueWatch, lookedAt: Date): Date | null {
    const lookedAtMs = lookedAt.getTime();
    const offsetMs = this.zones.offsetOf(timeZone, lookedAtMs / 1_000) * 1_000;
    const at = nextLookAt({ sentAtMs: sentAt.getTime(), lookedAtMs, offsetMs, firstMs: this.firstMs });
    return at === null ? null : new Date(at);
  }
}

/** A function, since the signal may change during an `await`. */
const isAborted = (input: PollInput): boolean => input.signal?.aborted ?? false;

const NOTHING: PollResult = {
  adopted: 0,
  idle: 0,
  looked: 0,
  read: 0,
  settled: 0,
  unread: 0,
  missing: 0,
  failed: 0,
  stopped: null,
};
