import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '#lib/config';
import { Database } from '#lib/database';
import { type Logger, LOGGER } from '#lib/observability';
import { type Message, PachcaError, type PachcaErrorKind } from '#lib/pachca';
import { type Sender, SendersService, type SenderSession } from '#lib/senders';
import { ChatListing } from './chat-listing.js';
import { boundMessages } from './doubt.queries.js';
import { markerIn } from './domain/marker.js';
import { ForgottenSends } from './forgotten-sends.js';
import { markedMessages } from './marked-messages.js';
import { bindTask } from './outcome.queries.js';
import { lookForTasks, markersOfTasks, type TaskLook } from './task-evidence.js';
import {
  releaseVerified,
  takeDueVerifications,
  type Verification,
  verifyAgain,
} from './verification.queries.js';

/** What one pass came to, in deliveries. */
export interface VerifyResult {
  /** Sent already; they are known to be so now. */
  readonly found: number;
  /** Not sent: free to be. */
  readonly released: number;
  /** The chat cannot be read, or does not tell: they wait, and somebody sees that they do. */
  readonly unreadable: number;
  /** The messenger did not answer. */
  readonly open: number;
}

type Verdict = keyof VerifyResult;

/** What one pass has in hand. */
interface Pass {
  readonly session: SenderSession;
  readonly sender: Sender;
  readonly tasks: TaskLook;
}

/** A longer stretch of a chat cannot be read in one look; its absence does not count. */
const MOST_PAGES = 40;
/** Parts of Δ until the next look: after a passing failure, and at a chat that cannot be read. */
const AGAIN = 0.1;
const AGAIN_UNREADABLE = 2;

/**
 * Reads the chats of deliveries that may have been sent without this database knowing (protocol 2.11): found, they are
 * bound; absent in a complete read, they may be sent. Nothing is sent here.
 */
@Injectable()
export class Verifier {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly senders: SendersService,
    private readonly listing: ChatListing,
    private readonly forgotten: ForgottenSends,
  ) {}

  /** One pass over at most `limit` due verifications of the session's bot. */
  async runOnce(session: SenderSession, limit = 8): Promise<VerifyResult> {
    const counts = { found: 0, released: 0, unreadable: 0, open: 0 };
    const take = { limit, againMs: Math.min(60_000, this.config.doubtSettleMs) };
    const due = await takeDueVerifications(this.database.client, session.senderId, take);
    if (due.length === 0) return counts;
    const sender = await this.senders.get(session.senderId);
    const { client, senderId } = session;
    const reader = { client, senderId, botUserId: sender.botUserId };
    const pass = { session, sender, tasks: lookForTasks(reader, markersOfTasks(due)) };
    for (const verification of due) {
      if (!session.isOpen()) break;
      counts[await this.verify(pass, verification)] += 1;
    }
    return counts;
  }

  private async verify(pass: Pass, verification: Verification): Promise<Verdict> {
    const verdict = await this.look(pass, verification);
    const { doubtSettleMs } = this.config;
    const tx = this.database.client;
    if (verdict === 'released') await releaseVerified(tx, verification);
    if (verdict === 'open')
      await verifyAgain(tx, verification, { isUnreadable: false, inMs: AGAIN * doubtSettleMs });
    if (verdict === 'unreadable') {
      await verifyAgain(tx, verification, { isUnreadable: true, inMs: AGAIN_UNREADABLE * doubtSettleMs });
      if (verification.unreadableLooks === 0)
        this.logger.error({ deliveryId: String(verification.deliveryId) }, 'a chat could not be verified');
    }
    return verdict;
  }

  private async look({ session, sender, tasks }: Pass, verification: Verification): Promise<Verdict> {
    // Nobody knows which messages are the bot's before it was checked.
    if (sender.botUserId === null) return 'open';
    try {
      if (verification.isTask) return await this.lookForTask(tasks, verification);
      const chatId = await this.chatOf(session, verification);
      // The listing was read to its end, so there is no chat and therefore no message.
      if (chatId === null) return 'released';
      const { messages, isComplete } = await readSince(session, chatId, verification.since);
      const ours = messages.filter(({ userId, isForwarded }) => userId === sender.botUserId && !isForwarded);
      await this.forgotten.seen(session.senderId, markedMessages(ours));
      if (ours.some((message) => markerIn(message) === verification.marker)) return 'found';
      const isTold = isComplete && (isMarking(sender) || !(await this.hasUnclaimed(session, ours)));
      return isTold ? 'released' : 'unreadable';
    } catch (error) {
      if (!(error instanceof PachcaError)) throw error;
      return CANNOT_BE_READ[error.kind] ? 'unreadable' : 'open';
    }
  }

  /** Not to find a task proves nothing, so it waits: a person looks, and cancels the campaign or the reminder. */
  private async lookForTask(tasks: TaskLook, { deliveryId, marker }: Verification): Promise<Verdict> {
    const taskId = await tasks.find(marker);
    if (taskId === null) return 'unreadable';
    await bindTask(this.database.client, deliveryId, { taskId, evidence: 'history' });
    return 'found';
  }

  private async chatOf(session: SenderSession, verification: Verification): Promise<number | null> {
    if (verification.chatId !== null) return Number(verification.chatId);
    const chats = await this.listing.of(session, verification);
    return chats.get(Number(verification.recipientId)) ?? null;
  }

  /** Where no marker can ride, any message that belongs to no delivery may be the one that is looked for. */
  private async hasUnclaimed(session: SenderSession, ours: readonly Message[]): Promise<boolean> {
    const unmarked = ours.filter((message) => markerIn(message) === null).map(({ id }) => id);
    const bound = await boundMessages(this.database.client, session.senderId, unmarked);
    return unmarked.some((id) => !bound.has(id));
  }
}

/** Whether what the bot sends can be told by its marker. */
function isMarking({ avatarUrl, markers }: Sender): boolean {
  return avatarUrl !== null && markers.avatar !== 'lost';
}

/** Newest first, down to the first message from before `since`. Short pages are no end. */
async function readSince(
  session: SenderSession,
  chatId: number,
  since: Date,
): Promise<{ messages: Message[]; isComplete: boolean }> {
  const messages: Message[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = await session.client.listMessages({
      chatId,
      order: 'desc',
      ...(cursor !== undefined && { cursor }),
    });
    messages.push(...page.items.filter(({ createdAt }) => createdAt >= since));
    if (page.nextCursor === null || page.items.some(({ createdAt }) => createdAt < since))
      return { messages, isComplete: true };
    cursor = page.nextCursor;
  }
  return { messages, isComplete: false };
}

/** Whether the messenger's refusal is about this chat, so that waiting does not help. */
const CANNOT_BE_READ: Readonly<Record<PachcaErrorKind, boolean>> = {
  forbidden: true,
  not_found: true,
  refused: true,
  response_too_large: true,
  unauthorized: false,
  payment_required: false,
  scope_missing: false,
  throttled: false,
  unavailable: false,
  timeout: false,
  invalid_response: false,
  unexpected_redirect: false,
};
