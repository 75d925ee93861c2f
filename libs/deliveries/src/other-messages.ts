import { Injectable } from '@nestjs/common';
import { looksLikeTest } from '#lib/content';
import { Database } from '#lib/database';
import type { Message } from '#lib/pachca';
import { CanaryService } from '#lib/senders';
import { openTests, testsAmong } from './test-messages.queries.js';

/** By this much the clocks of the messenger and of the database may differ. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;
/** Far longer than any request takes to be applied. */
const LATEST_MS = 60 * 60_000;

type SeenMessage = Pick<Message, 'id' | 'content' | 'createdAt'>;

/**
 * What our bots say besides deliveries: canaries and tests. The lane gives a message without a marker to whoever was
 * being sent to; these must be known before it does.
 */
@Injectable()
export class OtherMessages {
  constructor(
    private readonly database: Database,
    private readonly canaries: CanaryService,
  ) {}

  /**
   * The ids among these messages of the bot that are no delivery's.
   *
   * @param people whose chat it may be; nobody: it may be anybody's
   */
  async among(
    senderId: string,
    people: readonly number[],
    messages: readonly SeenMessage[],
  ): Promise<ReadonlySet<number>> {
    const tx = this.database.client;
    const canaries = await this.canaries.among(tx, senderId, messages);
    const ids = messages.map(({ id }) => id);
    const tests = await testsAmong(tx, senderId, ids);
    // A test that was not answered has no id here; where it has no marker either, its text tells what it is.
    const suspects = messages.filter(({ content }) => looksLikeTest(content));
    const unanswered = suspects.length === 0 ? [] : await this.fitting(senderId, people, suspects);
    return new Set([...canaries, ...tests, ...unanswered]);
  }

  /** Whether it may be a test of which nothing but the attempt is known. */
  async mayBeTest(senderId: string, people: readonly number[], message: SeenMessage): Promise<boolean> {
    return (await this.fitting(senderId, people, [message])).length > 0;
  }

  private async fitting(
    senderId: string,
    people: readonly number[],
    messages: readonly SeenMessage[],
  ): Promise<number[]> {
    const began = await openTests(this.database.client, senderId, people);
    return messages
      .filter(({ createdAt }) =>
        began.some((at) => {
          const afterMs = createdAt.getTime() - at.getTime();
          return afterMs >= -CLOCK_TOLERANCE_MS && afterMs <= LATEST_MS;
        }),
      )
      .map(({ id }) => id);
  }
}
