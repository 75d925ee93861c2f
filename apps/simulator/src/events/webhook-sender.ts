import { createHmac } from 'node:crypto';
import { type SimulatorBehaviour } from '../behaviour.js';
import { type RealTimers } from '../core/real-timers.js';
import { type FaultBook } from '../faults/fault-book.js';
import { type Bot } from '../world/bot.js';
import { type Tallies } from '../world/tallies.js';
import { type EventPayload } from './event.js';
import { type FormAnswer } from './forms.js';

interface WebhookParts {
  readonly tallies: Tallies;
  readonly timers: RealTimers;
  readonly faults: FaultBook;
  readonly behaviour: () => SimulatorBehaviour;
}

/** A webhook on its way: the bytes are the same at every repeat, and so is the signature. */
interface Parcel {
  readonly url: string;
  readonly body: string;
  readonly signature: string;
}

/** Hex HMAC-SHA256 of the raw body, as the messenger puts it into `Pachca-Signature`. */
function signatureOf(secret: string, body: string): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}

/**
 * Posts events to bots that gave an address. At least once and in no order: what is not answered 2xx in time comes
 * again after the waits of the behaviour, then no more.
 */
export class WebhookSender {
  private readonly stopped = new AbortController();

  constructor(private readonly parts: WebhookParts) {}

  send(bot: Bot, eventType: string, payload: EventPayload): void {
    if (bot.outgoingUrl === null) return;
    const body = JSON.stringify(payload);
    const parcel: Parcel = { url: bot.outgoingUrl, body, signature: signatureOf(bot.signingSecret, body) };
    const faults = this.parts.faults.draw({ event: eventType, token: bot.token });
    if (faults.some((fault) => fault.kind === 'webhook_lost')) return;
    let delayMs = 0;
    for (const fault of faults) if (fault.kind === 'webhook_delay') delayMs += fault.params.ms;
    const copies = faults.some((fault) => fault.kind === 'webhook_duplicate') ? 2 : 1;
    for (let copy = 0; copy < copies; copy++) this.later(delayMs, parcel, 0);
  }

  /** Posts what somebody waits for: once, and what is answered is shown to them. */
  async ask(bot: Bot, eventType: string, payload: EventPayload): Promise<FormAnswer> {
    const { tallies } = this.parts;
    const faults = this.parts.faults.draw({ event: eventType, token: bot.token });
    const { outgoingUrl: url } = bot;
    if (url === null || faults.some((fault) => fault.kind === 'webhook_lost')) return NO_ANSWER;
    const body = JSON.stringify(payload);
    const parcel: Parcel = { url, body, signature: signatureOf(bot.signingSecret, body) };
    tallies.webhooksSent += 1;
    const answer = await this.exchange(parcel, this.parts.behaviour().formAnswerMs);
    if (answer?.ok === true) tallies.webhooksAccepted += 1;
    else tallies.webhooksFailed += 1;
    return answer === null
      ? NO_ANSWER
      : { isClosed: answer.ok, status: answer.status, errors: errorsIn(answer) };
  }

  /** Nothing leaves any more; what is under way is broken off. */
  stop(): void {
    this.stopped.abort();
  }

  private later(delayMs: number, parcel: Parcel, attempt: number): void {
    this.parts.timers.after(delayMs, () => {
      void this.attempt(parcel, attempt);
    });
  }

  private async attempt(parcel: Parcel, attempt: number): Promise<void> {
    const { tallies } = this.parts;
    tallies.webhooksSent += 1;
    const isAccepted = await this.post(parcel);
    if (this.stopped.signal.aborted) return;
    if (isAccepted) {
      tallies.webhooksAccepted += 1;
      return;
    }
    tallies.webhooksFailed += 1;
    const waitMs = this.parts.behaviour().webhookRetryMs[attempt];
    if (waitMs !== undefined) this.later(waitMs, parcel, attempt + 1);
  }

  private async post(parcel: Parcel): Promise<boolean> {
    return (await this.exchange(parcel, this.parts.behaviour().webhookTimeoutMs))?.ok === true;
  }

  /** @returns `null`: refused, reset, timed out, or stopped; all the same to the sender */
  private async exchange(parcel: Parcel, timeoutMs: number): Promise<Exchanged | null> {
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(parcel.url, {
        method: 'POST',
        body: parcel.body,
        redirect: 'manual',
        signal: AbortSignal.any([timeout, this.stopped.signal]),
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Faraday v2.12.2',
          'Pachca-Signature': parcel.signature,
        },
      });
      return { ok: response.ok, status: response.status, text: await response.text() };
    } catch {
      return null;
    }
  }
}

/** An answer that came whole. */
interface Exchanged {
  readonly ok: boolean;
  readonly status: number;
  readonly text: string;
}

const NO_ANSWER: FormAnswer = { isClosed: false, status: null, errors: {} };

/** Of a 400: what keeps the form open, by field. */
function errorsIn({ status, text }: Exchanged): FormAnswer['errors'] {
  if (status !== 400) return {};
  try {
    const { errors } = JSON.parse(text) as { errors?: unknown };
    return typeof errors === 'object' && errors !== null ? (errors as FormAnswer['errors']) : {};
  } catch {
    return {};
  }
}
