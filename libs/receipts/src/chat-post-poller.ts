import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '#lib/config';
import { Database } from '#lib/database';
import { ZoneClock } from '#lib/kernel';
import { type Chat, PachcaError } from '#lib/pachca';
import {
  type DuePost,
  duePosts,
  lockPost,
  mergeMembers,
  mergeReaders,
  postLooked,
  postMissing,
  postponePost,
  type SeenPost,
} from './chat-posts.queries.js';
import { nextLookAt } from './domain/look-plan.js';
import { retryDelayMs } from './domain/retry-delay.js';
import { failureOf } from './look.js';
import type { PollStop } from './receipt-poller.js';
import type { ReadersSource } from './readers-source.js';
import { databaseTime } from './watch.queries.js';

/** What is needed of `#lib/pachca`'s client. */
export interface ChatSource extends ReadersSource {
  getChat(id: number): Promise<Pick<Chat, 'memberIds'>>;
}

/** One pass over the posts of one bot that are due for a look. */
export interface PostPollInput {
  readonly senderId: string;
  /** The bot's client; its gate keeps the rate. */
  readonly client: ChatSource;
  /** Most posts of this pass; one costs a request for the chat and one for every 300 readers. */
  readonly limit: number;
  /** Aborted: the pass ends before its next post. */
  readonly signal?: AbortSignal;
}

/** What one pass came to, in posts. */
export interface PostPollResult {
  readonly looked: number;
  readonly missing: number;
  readonly failed: number;
  readonly stopped: PollStop | null;
}

/**
 * Compares who has read a chat post with who is in the chat, by the plan of direct messages; the first look comes at
 * once and freezes the members. A look that a crash cuts off is repeated and changes nothing.
 */
@Injectable()
export class ChatPostPoller {
  private readonly firstMs: number;
  /** A chat has readers in many zones: it lives by the company's. */
  private readonly zones: ZoneClock;

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) config: Config,
  ) {
    this.firstMs = config.receiptFirstCheckMs;
    this.zones = new ZoneClock(config.timeZone);
  }

  /** @throws what is neither an answer nor a failure of the messenger; nothing is lost by it */
  async runOnce({ senderId, client, limit, signal }: PostPollInput): Promise<PostPollResult> {
    const tally = { looked: 0, missing: 0, failed: 0 };
    for (const post of await duePosts(this.database.client, senderId, limit)) {
      if (signal?.aborted === true) return { ...tally, stopped: 'aborted' };
      try {
        await this.record(post, await this.look(client, post));
        tally.looked += 1;
      } catch (error) {
        // The gate throws what waits at it when the bot is given up; a connection that we cut says nothing.
        if (isAborted(signal)) return { ...tally, stopped: 'aborted' };
        if (!(error instanceof PachcaError)) throw error;
        const stopped = await this.failed(post, error, tally);
        if (stopped) return { ...tally, stopped: error.kind };
      }
    }
    return { ...tally, stopped: null };
  }

  private async look(client: ChatSource, post: DuePost): Promise<SeenPost> {
    const lookedAt = await databaseTime(this.database.client);
    const { memberIds } = await client.getChat(post.rootChatId);
    const readerIds: number[] = [];
    for await (const page of client.readMemberIds(post.messageId)) readerIds.push(...page);
    return { memberIds, readerIds, lookedAt, nextLookAt: this.nextLookAt(post, lookedAt) };
  }

  private nextLookAt({ sentAt }: DuePost, lookedAt: Date): Date | null {
    const lookedAtMs = lookedAt.getTime();
    const offsetMs = this.zones.offsetOf(null, lookedAtMs / 1_000) * 1_000;
    const at = nextLookAt({ sentAtMs: sentAt.getTime(), lookedAtMs, offsetMs, firstMs: this.firstMs });
    return at === null ? null : new Date(at);
  }

  private async record(post: DuePost, seen: SeenPost): Promise<void> {
    await this.database.bulkTransaction(async (tx) => {
      if (!(await lockPost(tx, post))) return;
      await mergeMembers(tx, post, seen.memberIds);
      await mergeReaders(tx, post, seen);
      await postLooked(tx, post, seen);
    });
  }

  /** @returns whether the next look would fail in the same way */
  private async failed(
    post: DuePost,
    error: PachcaError,
    tally: { missing: number; failed: number },
  ): Promise<boolean> {
    const look = failureOf(error);
    const tx = this.database.client;
    const inMs = retryDelayMs((await databaseTime(tx)).getTime() - post.sentAt.getTime(), this.firstMs);
    if (look.outcome === 'missing') {
      tally.missing += 1;
      await postMissing(tx, post, { isGone: look.isCertain || post.wasMissing, inMs });
      return false;
    }
    tally.failed += 1;
    if (look.outcome !== 'failed') return false;
    if (look.policy.row === 'postponed') await postponePost(tx, post, { trouble: look.kind, inMs });
    return look.policy.stopsPass;
  }
}

/** A function, since the signal may change during an `await`. */
const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted ?? false;
