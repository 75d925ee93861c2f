import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { type Logger, LOGGER } from '#lib/observability';
import { PachcaError, type WebhookEvent } from '#lib/pachca';
import { type SenderSession, SendersService } from '#lib/senders';
import { systemClock } from '#lib/kernel';
import { hasGap } from './domain/history-gap.js';
import { parseEvent } from './domain/parse-event.js';
import {
  BEFORE_SENDER_MS,
  DEEP_EVERY_MS,
  DEEP_OVERLAP_MS,
  OVERLAP_MS,
  POLL_AGAIN_MS,
  POLL_MS,
} from './domain/poll-schedule.js';
import {
  businessOf,
  type HistoryPosition,
  positionOf,
  readingDone,
  readingFailed,
} from './event-history.queries.js';
import { type NewEvent, storeEvents } from './event-store.queries.js';
import { naturalKey } from './natural-key.js';

/** The right that reading the history needs; without it a bot works, only blind to clicks and deletions. */
export const HISTORY_SCOPE = 'webhooks:events:read';

/** What one reading came to. `not_due`: nothing was asked. */
export type HistoryResult =
  'not_due' | 'unreadable' | { readonly storedCount: number; readonly isGap: boolean };

/** When a session reads next, by the process's clock. */
interface Timetable {
  nextAt: number;
  nextDeepAt: number;
}

/** One way through the history, from where it began. */
interface Walk {
  readonly newestAt: Date | null;
  readonly storedCount: number;
  readonly oldestAt: Date | null;
  readonly count: number;
  readonly isReached: boolean;
}

/**
 * Reads each bot's event history, which needs no public address: the way by which clicks, deletions and answers come
 * here unless webhooks are set up, and beside them the net that catches what they lost.
 */
@Injectable()
export class EventHistory {
  private readonly timetables = new WeakMap<SenderSession, Timetable>();

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly senders: SendersService,
  ) {}

  /** One reading, if it is time for one: every few seconds while the bot is busy, once a minute always. */
  async runOnce(session: SenderSession): Promise<HistoryResult> {
    const timetable = this.timetables.get(session) ?? { nextAt: 0, nextDeepAt: 0 };
    this.timetables.set(session, timetable);
    const now = systemClock.monotonicMs();
    if (now < timetable.nextAt) return 'not_due';
    const isDeep = now >= timetable.nextDeepAt;
    const result = await this.read(session, isDeep ? DEEP_OVERLAP_MS : OVERLAP_MS);
    const isRead = result !== 'unreadable';
    const waitMs = isRead ? POLL_MS[await businessOf(this.database.client, session.senderId)] : POLL_AGAIN_MS;
    timetable.nextAt = systemClock.monotonicMs() + waitMs;
    if (isDeep && isRead) timetable.nextDeepAt = now + DEEP_EVERY_MS;
    return result;
  }

  /** One reading now. @param overlapMs how far behind what was seen before it goes */
  async read(
    session: SenderSession,
    overlapMs = DEEP_OVERLAP_MS,
  ): Promise<Exclude<HistoryResult, 'not_due'>> {
    const sender = await this.senders.get(session.senderId);
    if (sender.status !== 'active') return 'unreadable';
    const position = await positionOf(this.database.client, session.senderId);
    if (!sender.scopes.includes(HISTORY_SCOPE)) return this.unreadable(session, position, 'scope_missing');
    try {
      const since = (position.lastEventAt ?? sender.createdAt).getTime();
      const back = position.lastEventAt === null ? BEFORE_SENDER_MS : overlapMs;
      const walk = await this.walk(session, new Date(since - back));
      return await this.done(session, position, walk);
    } catch (error) {
      if (!(error instanceof PachcaError)) throw error;
      return this.unreadable(session, position, error.kind);
    }
  }

  /**
   * Newest first, until everything on a page is older than `floor`. Where a messenger gives the oldest first, the whole
   * history is read: nothing else finds what is new.
   */
  private async walk(session: SenderSession, floor: Date): Promise<Walk> {
    let walk: Walk = { newestAt: null, storedCount: 0, oldestAt: null, count: 0, isReached: false };
    for await (const page of session.backgroundClient.listWebhookEvents()) {
      const fresh = page.filter(({ createdAt }) => createdAt >= floor);
      const storedCount = await this.store(session.senderId, fresh);
      walk = {
        newestAt: extreme(page, walk.newestAt, (a, b) => a > b),
        storedCount: walk.storedCount + storedCount,
        oldestAt: extreme(page, walk.oldestAt, (a, b) => a < b),
        count: walk.count + page.length,
        isReached: walk.isReached || fresh.length < page.length,
      };
      if (walk.isReached && isNewestFirst(page)) break;
    }
    return walk;
  }

  private async store(senderId: string, page: readonly WebhookEvent[]): Promise<number> {
    const events = page.flatMap(({ payload }): NewEvent[] => {
      const parsed = parseEvent(payload);
      return parsed === null ? [] : [{ ...parsed, naturalKey: naturalKey(parsed.body, payload) }];
    });
    const unreadable = page.length - events.length;
    if (unreadable > 0)
      this.logger.warn({ senderId, count: unreadable }, 'events of an unknown form are passed over');
    return storeEvents(this.database.client, { senderId, source: 'polled' }, events);
  }

  private async done(
    session: SenderSession,
    position: HistoryPosition & { readonly now: Date },
    walk: Walk,
  ): Promise<HistoryResult & object> {
    const { senderId } = session;
    const isGap = hasGap({
      ...walk,
      lastEventAt: position.lastEventAt,
      lastPolledAt: position.polledAt,
      startedAt: position.now,
    });
    await readingDone(this.database.client, senderId, {
      newestAt: walk.newestAt,
      startedAt: position.now,
      gapFrom: isGap ? position.polledAt : null,
    });
    if (isGap) this.logger.error({ senderId, since: position.polledAt }, 'events were missed');
    return { storedCount: walk.storedCount, isGap };
  }

  private async unreadable(
    session: SenderSession,
    position: HistoryPosition,
    trouble: string,
  ): Promise<'unreadable'> {
    if (position.trouble !== trouble) {
      this.logger.warn({ senderId: session.senderId, trouble }, 'the event history cannot be read');
      await readingFailed(this.database.client, session.senderId, trouble);
    }
    return 'unreadable';
  }
}

function extreme(
  page: readonly WebhookEvent[],
  before: Date | null,
  isBetter: (one: Date, other: Date) => boolean,
): Date | null {
  return page.reduce<Date | null>(
    (best, { createdAt }) => (best === null || isBetter(createdAt, best) ? createdAt : best),
    before,
  );
}

/** By its ends; a page of one instant counts as newest first, since then nothing older is expected behind it anyway. */
function isNewestFirst(page: readonly WebhookEvent[]): boolean {
  const [first, last] = [page[0], page.at(-1)];
  return first === undefined || last === undefined || first.createdAt >= last.createdAt;
}
