import { loadConfig } from '#lib/config';
import { PachcaError, type PachcaErrorKind } from '#lib/pachca';
import { Ledger, type TestDatabase } from '#lib/testing';
import type { ReadersSource } from './readers-source.js';
import { type PollResult, ReceiptPoller } from './receipt-poller.js';
import { type SentMessage, sentMessage } from './sent-messages.fixture.js';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

type Answer = readonly (readonly number[])[] | PachcaErrorKind | (() => Promise<readonly number[]>);

/** The messenger, by a script: who has read which message. An unlisted message was read by nobody. */
class Readers implements ReadersSource {
  readonly asked: number[] = [];
  readonly answers = new Map<number, Answer>();
  fallback: Answer = [[]];

  async *readMemberIds(messageId: number): AsyncGenerator<readonly number[]> {
    this.asked.push(messageId);
    const answer = this.answers.get(messageId) ?? this.fallback;
    if (typeof answer === 'string') throw new PachcaError(answer, 'GET /messages/{id}/read_member_ids');
    if (typeof answer === 'function') yield await answer();
    else yield* answer;
  }
}

/** Test only: a bot of its own with an open run, and the poller that asks who has read. */
export class PollerBench {
  readonly readers = new Readers();
  private readonly poller: ReceiptPoller;

  private constructor(
    private readonly db: TestDatabase,
    readonly ledger: Ledger,
    readonly senderId: string,
    private readonly runId: string,
  ) {
    this.poller = new ReceiptPoller(db.database, loadConfig({}));
  }

  static async open(db: TestDatabase): Promise<PollerBench> {
    const ledger = new Ledger(db);
    const senderId = await ledger.sender();
    return new PollerBench(db, ledger, senderId, await ledger.emptyRun(await ledger.campaign(senderId)));
  }

  poll(limit = 100, signal?: AbortSignal): Promise<PollResult> {
    const { senderId, readers: client } = this;
    return this.poller.runOnce({ senderId, client, limit, ...(signal === undefined ? {} : { signal }) });
  }

  sent(recipientId: number, agoMs: number): Promise<SentMessage> {
    return sentMessage(this.db, this.runId, recipientId, agoMs);
  }

  read(...list: SentMessage[]): void {
    for (const message of list) this.readers.answers.set(message.messageId, [[message.recipientId]]);
  }

  async makeDue(message: SentMessage): Promise<void> {
    await this.db.query('update receipt_watch set next_check_at = clock_timestamp() where delivery_id = $1', [
      message.deliveryId,
    ]);
  }
}
