import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '#lib/config';
import { asTest, compileTemplate, contentOf } from '#lib/content';
import { Database } from '#lib/database';
import { deliveryTiming, Eligibility, outgoingMessage, untilAnswered } from '#lib/deliveries';
import { FileUploads } from '#lib/files';
import { systemClock } from '#lib/kernel';
import { type Logger, LOGGER } from '#lib/observability';
import { type OperationClaim, OperationsService } from '#lib/operations';
import { type DraftFile, type MessageDraft, PachcaError, type SendOutcome } from '#lib/pachca';
import { PRIORITY, type Sender, type SenderSession, SendersService, SessionClosed } from '#lib/senders';
import { TEST_EXPIRES_MS } from './domain/test-message.js';
import { testSendType } from './test-send-requests.js';
import {
  beginTestMessage,
  closeOne,
  closeTodo,
  endTestMessage,
  giveUpBegun,
  type TestMessageRow,
  testMessages,
  type TestOutcome,
  testSend,
  type TestSendRow,
} from './test-send.queries.js';

/** A holder that is silent for longer is taken for dead. Far above what one message may take, a 429 included. */
const LEASE_SECONDS = 120;
/** From the turn at the gate until the last moment at which the request may start. */
const GUARD_MS = 2_000;
/** How often one message is posted while each time it is proved that nothing was applied. */
const MOST_TRIES = 4;

/**
 * Sends tests, as the owner of the bot and through its gate.
 *
 * Outside of the ledger: no run, no delivery, no receipt. Each message has a marker of its own, so that whoever reads
 * the chat neither takes it for a delivery's nor for somebody else's. What was not answered is not sent again.
 */
@Injectable()
export class TestSender {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly senders: SendersService,
    private readonly operations: OperationsService,
    private readonly eligibility: Eligibility,
    private readonly uploads: FileUploads,
  ) {}

  /** One pass: the oldest test that waits for the session's bot, to its end. @returns how many it sent */
  async runOnce(session: SenderSession): Promise<number> {
    const tx = this.database.client;
    const sender = await this.senders.get(session.senderId);
    // Its token is being tried: what waits goes on waiting.
    if (sender.status === 'checking') return 0;
    const as = { owner: session.owner, leaseSeconds: LEASE_SECONDS };
    const claim = await this.operations.claimNext(tx, testSendType(session.senderId), as);
    return claim === null ? 0 : this.carryOut(session, sender, claim);
  }

  private async carryOut(session: SenderSession, sender: Sender, claim: OperationClaim): Promise<number> {
    const tx = this.database.client;
    const { id } = claim.operation;
    const test = await testSend(tx, id);
    await giveUpBegun(tx, id);
    if (claim.operation.isCancelRequested) return this.cancel(claim);
    if (sender.status !== 'active') return this.drop(claim, NOT_USABLE);
    if (test.ageMs > TEST_EXPIRES_MS) return this.drop(claim, EXPIRED);
    try {
      return await this.sendAll({ session, sender, claim, test });
    } catch (error) {
      if (!(error instanceof SessionClosed)) throw error;
      await this.operations.release(tx, claim);
      return 0;
    }
  }

  private async sendAll(task: Task): Promise<number> {
    const { session, claim } = task;
    const tx = this.database.client;
    const messages = await testMessages(tx, claim.operation.id);
    const figures = { done: messages.filter(({ state }) => state !== 'todo').length, total: messages.length };
    for (const message of messages.filter(({ state }) => state === 'todo')) {
      if (!session.isOpen()) throw new SessionClosed('not ours any more');
      const { isCancelRequested } = await this.operations.progress(tx, claim, figures);
      if (isCancelRequested) return this.cancel(claim);
      const refusal = await this.send(task, message);
      if (refusal !== null) return this.drop(claim, refused(refusal));
      figures.done += 1;
    }
    const result = resultOf(await testMessages(tx, claim.operation.id));
    await this.database.transaction(async (inner) => {
      await this.operations.progress(inner, claim, figures);
      await this.operations.finish(inner, claim, result);
    });
    this.logger.info({ senderId: session.senderId, ...countsOf(result) }, 'a test was sent');
    return result.sent;
  }

  /** @returns why the bot itself is refused; `null`: the message has an end */
  private async send(task: Task, message: TestMessageRow): Promise<string | null> {
    const draft = await this.draftFor(task, message);
    if (typeof draft === 'string') {
      await closeOne(this.database.client, message.id, draft);
      return null;
    }
    for (let tries = 1; ; tries += 1) {
      const outcome = await this.post(task.session, message, draft);
      if (outcome === null) return null;
      await untilAnswered(() =>
        endTestMessage(this.database.client, message.id, ended(outcome, tries < MOST_TRIES)),
      );
      if (outcome.kind === 'sender_refused') return outcome.reason;
      if (!isUnsent(outcome) || tries >= MOST_TRIES) return null;
    }
  }

  /** The message for its person, or why there is none. */
  private async draftFor(
    { session, sender, test }: Task,
    message: TestMessageRow,
  ): Promise<MessageDraft | string> {
    const { freshPersonMs } = deliveryTiming(this.config);
    const verdict = await this.eligibility.of(session, message.personId, freshPersonMs);
    if (verdict.kind === 'unreachable') return 'messenger_unreachable';
    if (verdict.kind === 'ineligible') return verdict.reason;
    const { template, parts, title } = test;
    const lost = (['avatar', 'buttons'] as const).filter((channel) => sender.markers[channel] === 'lost');
    const made = outgoingMessage(
      {
        template: compileTemplate(template),
        content: contentOf(template, parts),
        campaign: { title },
        substance: 0,
      },
      {
        to: verdict.to,
        marker: message.marker,
        attempt: 1,
        avatarUrl: sender.avatarUrl,
        lostChannels: lost,
      },
    );
    const content = made === null ? null : asTest(made.draft.content);
    if (made === null || content === null) return 'content_refused';
    const files = await this.filesOf(session, contentOf(template, parts).files);
    return files === null ? 'file_refused' : { ...made.draft, content, ...(files.length > 0 && { files }) };
  }

  /** `null`: the messenger does not take one of them. */
  private async filesOf(session: SenderSession, ids: readonly string[]): Promise<DraftFile[] | null> {
    try {
      return await this.uploads.attach(session, ids);
    } catch (error) {
      if (!(error instanceof PachcaError)) throw error;
      this.logger.warn(
        { senderId: session.senderId, kind: error.kind },
        'a file of a test could not be uploaded',
      );
      return null;
    }
  }

  /** `null`: somebody else has ended it. */
  private post(
    session: SenderSession,
    message: TestMessageRow,
    draft: MessageDraft,
  ): Promise<SendOutcome | null> {
    const gate = session.gate.class('send');
    return gate.run(PRIORITY.urgent, async () => {
      const startedAt = systemClock.monotonicMs();
      if (!(await beginTestMessage(this.database.client, message.id))) return null;
      const outcome = await session.createMessage(draft, { deadlineMs: startedAt + GUARD_MS });
      if (outcome.kind === 'throttled') session.gate.hold('send', outcome.retryAfterMs);
      if (outcome.kind === 'accepted') gate.answered();
      return outcome;
    });
  }

  private async cancel(claim: OperationClaim): Promise<number> {
    await this.database.transaction(async (tx) => {
      await closeTodo(tx, claim.operation.id, { state: 'cancelled', reason: 'cancelled' });
      await this.operations.finishCancelled(tx, claim);
    });
    return 0;
  }

  private async drop(claim: OperationClaim, failure: Failure): Promise<number> {
    return this.database.transaction(async (tx) => {
      await closeTodo(tx, claim.operation.id, { state: 'refused', reason: failure.code });
      const { sent, ...rest } = resultOf(await testMessages(tx, claim.operation.id));
      await this.operations.fail(tx, claim, { ...failure, facts: { ...failure.facts, sent, ...rest } });
      return sent;
    });
  }
}

interface Task {
  readonly session: SenderSession;
  readonly sender: Sender;
  readonly claim: OperationClaim;
  readonly test: TestSendRow;
}

interface Failure {
  readonly code: string;
  readonly detail: string;
  readonly facts?: Readonly<Record<string, unknown>>;
}

const NOT_USABLE: Failure = {
  code: 'sender_not_usable',
  detail: 'The messenger refuses the bot. GET /v1/senders tells why.',
};
const EXPIRED: Failure = {
  code: 'test_expired',
  detail: 'The test could not begin within an hour, so it was not sent. Ask again.',
};

function refused(reason: string): Failure {
  return {
    code: 'sender_refused',
    detail: 'The messenger refuses the bot. GET /v1/senders tells why.',
    facts: { reason },
  };
}

function isUnsent({ kind }: SendOutcome): boolean {
  return kind === 'throttled' || kind === 'not_written';
}

function ended(outcome: SendOutcome, mayTryAgain: boolean): TestOutcome {
  switch (outcome.kind) {
    case 'accepted':
      return { state: 'sent', messageId: outcome.message.id, chatId: outcome.message.chatId };
    case 'throttled':
    case 'not_written':
      return mayTryAgain ? { state: 'todo' } : { state: 'refused', reason: 'messenger_unreachable' };
    case 'recipient_refused':
    case 'sender_refused':
      return { state: 'refused', reason: outcome.reason };
    case 'content_refused':
    case 'reply_refused':
      return { state: 'refused', reason: 'content_refused' };
    case 'doubtful':
      return { state: 'unknown', reason: outcome.cause };
  }
}

/** What a finished test tells. */
interface TestResult extends Readonly<Record<string, unknown>> {
  readonly sent: number;
  readonly refused: number;
  /** Not answered: they may have arrived. */
  readonly unknown: number;
  readonly recipients: readonly Readonly<Record<string, unknown>>[];
}

function resultOf(messages: readonly TestMessageRow[]): TestResult {
  const count = (state: TestMessageRow['state']): number =>
    messages.filter((message) => message.state === state).length;
  return {
    sent: count('sent'),
    refused: count('refused'),
    unknown: count('unknown'),
    recipients: messages.map(({ personId, state, reason, messageId }) => ({
      user_id: Number(personId),
      state,
      reason,
      message_id: messageId === null ? null : Number(messageId),
    })),
  };
}

const countsOf = ({ sent, refused: not, unknown }: TestResult) => ({ sent, refused: not, unknown });
