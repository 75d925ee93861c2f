import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { SecretBox } from '#lib/access';
import { Database } from '#lib/database';
import { type Clock, systemClock } from '#lib/kernel';
import { type Logger, LOGGER, metrics } from '#lib/observability';
import { SendersService } from '#lib/senders';
import { WebhookNotFoundError, WebhookSignatureError } from './domain/inbox.errors.js';
import type { FormSubmission } from './domain/inbound-event.js';
import { parseEvent } from './domain/parse-event.js';
import { storeEvents } from './event-store.queries.js';
import { InboundWebhooksRepository, type StoredWebhook } from './inbound-webhooks.repository.js';
import { naturalKey } from './natural-key.js';
import { isSignedBy, pathHash } from './webhook-signature.js';

/** How a bot's webhook stands. Neither its address nor its secrets can be read back. */
export interface InboundWebhook {
  readonly createdAt: Date;
  /** Until when the secret before the present one is good; `null`: there is none. */
  readonly previousSecretUntil: Date | null;
  readonly acceptedAt: Date | null;
  /** Bodies with a wrong signature. */
  readonly refusedCount: number;
  readonly refusedAt: Date | null;
}

/** A body as it came. */
export interface PostedEvent {
  /** The last part of the address. */
  readonly path: string;
  readonly signature: string | undefined;
  readonly rawBody: Buffer;
}

/** What is wrong with a form that somebody sent, for their eyes, by the name of the field. */
export type FormErrors = Readonly<Record<string, string>>;

/** Looks at a form before it is taken; `null`: nothing is wrong with it, or it is nobody's here. */
export type FormJudge = (submission: FormSubmission) => FormErrors | null;

/**
 * `stored`, or here already. `unreadable`: well signed, but of no form that is known; asking for it again would not help.
 * `form_refused`: nothing is stored, and who sent the form is to be shown its errors.
 */
export type ReceivedEvent =
  | { readonly status: 'stored' | 'known' | 'unreadable' }
  | { readonly status: 'form_refused'; readonly errors: FormErrors };

/** How long both secrets are good after a rotation. */
export const ROTATION_HOURS = 24;
/** Refusals are written down in lumps: whoever posts rubbish must not make us write as often. */
const NOTED_EVERY_MS = 10_000;

/** Binds a sealed secret to its field. */
const SECRET_AAD = 'inbound_webhook.secret';

/**
 * The address at which the messenger posts a bot's events: stored and committed, then answered; done about by the bot's
 * worker (protocol 2.14).
 */
@Injectable()
export class InboundWebhooks {
  private readonly clock: Clock = systemClock;
  private readonly refusals = new Map<string, { count: number; notedAt: number }>();

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly senders: SendersService,
    private readonly secrets: SecretBox,
    private readonly webhooks: InboundWebhooksRepository,
  ) {}

  /** @returns `null`: none is set up @throws SenderNotFoundError */
  async get(senderId: string): Promise<InboundWebhook | null> {
    await this.senders.get(senderId);
    const stored = await this.webhooks.find(this.database.client, senderId);
    return stored === null ? null : toWebhook(stored);
  }

  /**
   * Sets the webhook of a bot up, or anew with another address.
   *
   * @param secret the bot's signing secret, which the messenger made
   * @returns the last part of the address, which cannot be read again
   * @throws SenderNotFoundError
   */
  async setUp(
    senderId: string,
    secret: string,
  ): Promise<{ readonly path: string; readonly webhook: InboundWebhook }> {
    await this.senders.get(senderId);
    const path = randomBytes(32).toString('base64url');
    const fresh = { pathHash: pathHash(path), secretSealed: await this.seal(secret) };
    await this.webhooks.put(this.database.client, senderId, fresh);
    return { path, webhook: await this.existing(senderId) };
  }

  /** The messenger made another secret; both are good for a day. @throws SenderNotFoundError, WebhookNotFoundError */
  async rotateSecret(senderId: string, secret: string): Promise<InboundWebhook> {
    await this.senders.get(senderId);
    const sealed = await this.seal(secret);
    if (!(await this.webhooks.rotate(this.database.client, senderId, sealed, ROTATION_HOURS)))
      throw new WebhookNotFoundError();
    return this.existing(senderId);
  }

  /** @throws SenderNotFoundError, WebhookNotFoundError */
  async remove(senderId: string): Promise<void> {
    await this.senders.get(senderId);
    if (!(await this.webhooks.remove(this.database.client, senderId))) throw new WebhookNotFoundError();
  }

  /**
   * Takes what was posted to an address. When this returns, the event is committed, unless the status says otherwise.
   *
   * @throws WebhookNotFoundError for an address that is nobody's; WebhookSignatureError, and then nothing is stored
   */
  async receive(posted: PostedEvent, judge: FormJudge): Promise<ReceivedEvent> {
    try {
      const received = await this.take(posted, judge);
      metrics.count('vestnik_webhook_events_total', { result: received.status });
      return received;
    } catch (error) {
      if (error instanceof WebhookSignatureError)
        metrics.count('vestnik_webhook_events_total', { result: 'bad_signature' });
      throw error;
    }
  }

  private async take(posted: PostedEvent, judge: FormJudge): Promise<ReceivedEvent> {
    const stored = await this.webhooks.findByPath(this.database.client, pathHash(posted.path));
    if (stored === null) throw new WebhookNotFoundError();
    const { senderId } = stored;
    if (!isSignedBy(await this.secretsOf(stored), posted.rawBody, posted.signature)) {
      await this.refused(senderId);
      throw new WebhookSignatureError();
    }
    const payload = parseJson(posted.rawBody);
    const parsed = parseEvent(payload);
    if (parsed === null) {
      this.logger.warn(
        { senderId, bytes: posted.rawBody.length },
        'a signed event has no form that is known',
      );
      return { status: 'unreadable' };
    }
    const errors = parsed.body.type === 'view' ? judge(parsed.body) : null;
    if (errors !== null) return { status: 'form_refused', errors };
    const event = { ...parsed, naturalKey: naturalKey(parsed.body, payload) };
    const count = await this.database.transaction(async (tx) => {
      await this.webhooks.noteAccepted(tx, senderId);
      return storeEvents(tx, { senderId, source: 'webhook' }, [event]);
    });
    return { status: count > 0 ? 'stored' : 'known' };
  }

  private async refused(senderId: string): Promise<void> {
    const now = this.clock.monotonicMs();
    const refusal = this.refusals.get(senderId) ?? { count: 0, notedAt: Number.NEGATIVE_INFINITY };
    refusal.count += 1;
    this.refusals.set(senderId, refusal);
    if (now - refusal.notedAt < NOTED_EVERY_MS) return;
    const { count } = refusal;
    Object.assign(refusal, { count: 0, notedAt: now });
    await this.webhooks.noteRefused(this.database.client, senderId, count);
    this.logger.warn({ senderId, count }, 'webhooks with a wrong signature');
  }

  private async secretsOf(stored: StoredWebhook): Promise<string[]> {
    const current = await this.secrets.open(Buffer.from(stored.secretSealed), SECRET_AAD);
    const { previousSealed, previousUntil } = stored;
    if (previousSealed === null || previousUntil === null || previousUntil <= this.clock.now())
      return [current];
    return [current, await this.secrets.open(Buffer.from(previousSealed), SECRET_AAD)];
  }

  private async seal(secret: string): Promise<Uint8Array<ArrayBuffer>> {
    return Uint8Array.from(await this.secrets.seal(secret, SECRET_AAD));
  }

  private async existing(senderId: string): Promise<InboundWebhook> {
    const stored = await this.webhooks.find(this.database.client, senderId);
    if (stored === null) throw new WebhookNotFoundError();
    return toWebhook(stored);
  }
}

function toWebhook({
  createdAt,
  previousUntil,
  acceptedAt,
  refusedCount,
  refusedAt,
}: StoredWebhook): InboundWebhook {
  return { createdAt, previousSecretUntil: previousUntil, acceptedAt, refusedCount, refusedAt };
}

function parseJson(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString('utf8'));
  } catch {
    return null;
  }
}
