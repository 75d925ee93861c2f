import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { type Logger, LOGGER } from '#lib/observability';
import { PachcaError } from '#lib/pachca';
import { type SenderSession, SessionClosed } from '#lib/senders';
import { type DuePin, pinEnded, pinLater, pinSet, takePins } from './pin.queries.js';
import { pinVerdict } from './pin-verdict.js';

/** What one pass came to, in posts. */
export interface PinResult {
  readonly pinned: number;
  readonly unpinned: number;
  readonly later: number;
  /** Refused to the end, away, or too late. */
  readonly ended: number;
}

/** Tries to unpin one that is refused: ten minutes apart, a day. */
const MOST_UNPINS = 144;

/**
 * Pins what was posted into chats for as long as it holds, as the owner of the bot and behind all its sends.
 *
 * Both requests may be repeated: what a crash leaves in hand is done once more.
 */
@Injectable()
export class Pinner {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
  ) {}

  /** One pass over the posts of the session's bot that are due; ends early when the session does. */
  async runOnce(session: SenderSession, limit = 20): Promise<PinResult> {
    const counts = { pinned: 0, unpinned: 0, later: 0, ended: 0 };
    for (const pin of await takePins(this.database.client, session.senderId, limit)) {
      if (!session.isOpen()) break;
      counts[await this.carryOut(session, pin)] += 1;
    }
    return counts;
  }

  private async carryOut(session: SenderSession, pin: DuePin): Promise<keyof PinResult> {
    if (pin.state === 'todo' && pin.isOver) return this.missed(pin);
    try {
      const id = Number(pin.messageId);
      await (pin.state === 'todo'
        ? session.backgroundClient.pinMessage(id)
        : session.backgroundClient.unpinMessage(id));
    } catch (error) {
      if (error instanceof SessionClosed) return 'later';
      if (!(error instanceof PachcaError)) throw error;
      return this.refused(pin, error);
    }
    return this.done(pin);
  }

  private async done(pin: DuePin): Promise<'pinned' | 'unpinned'> {
    if (pin.state === 'todo') {
      await pinSet(this.database.client, pin);
      return 'pinned';
    }
    await pinEnded(this.database.client, pin, { state: 'unpinned', why: null });
    return 'unpinned';
  }

  private async refused(pin: DuePin, error: PachcaError): Promise<keyof PinResult> {
    const verdict = pinVerdict(error, pin.tries);
    switch (verdict.kind) {
      case 'done':
        return this.done(pin);
      case 'gone':
        return this.ended(pin, { state: 'dropped', why: 'message_gone' });
      case 'later':
        if (verdict.why !== null && pin.state === 'pinned' && pin.tries >= MOST_UNPINS)
          return this.ended(pin, { state: 'failed', why: verdict.why });
        await pinLater(this.database.client, pin, { ms: verdict.waitMs, why: verdict.why });
        return 'later';
    }
  }

  /** Not pinned before its time had passed. */
  private missed(pin: DuePin): Promise<'ended'> {
    return this.ended(
      pin,
      pin.why === null ? { state: 'dropped', why: 'too_late' } : { state: 'failed', why: pin.why },
    );
  }

  private async ended(
    pin: DuePin,
    end: { readonly state: 'failed' | 'dropped'; readonly why: string },
  ): Promise<'ended'> {
    await pinEnded(this.database.client, pin, end);
    this.logger.warn({ deliveryId: String(pin.deliveryId), ...end }, 'a pin is given up');
    return 'ended';
  }
}
