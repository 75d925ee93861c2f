import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import type { components } from './openapi.js';

/** What an endpoint is told: the event without its place, as `GET /v1/events/{event_id}` has it in full. */
export interface WebhookEvent extends Pick<components['schemas']['Event'], 'type' | 'timestamp' | 'data'> {
  /** `webhook-id`: the same each time that one event is posted; keep it, to apply each once. */
  readonly id: string;
}

/** A post as it came. */
export interface WebhookPost {
  /** As Node or as fetch has them. */
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The bytes that were posted, as text: JSON that was read and written again has another signature. */
  readonly body: string;
}

/** It was not posted by the owner of the secret, or longer ago than five minutes. Answer 400 and apply nothing. */
export class WebhookRefused extends Error {
  override readonly name = 'WebhookRefused';
}

/**
 * The event of a post, once its signature is found to be of the endpoint's secret (Standard Webhooks).
 *
 * @param secrets `whsec_…`; two of them while one is being changed for the other
 * @throws WebhookRefused
 */
function verify(secrets: string | readonly string[], post: WebhookPost): WebhookEvent {
  const headers = named(post.headers, ['webhook-id', 'webhook-timestamp', 'webhook-signature']);
  let why = 'no secret was given';
  for (const secret of [secrets].flat()) {
    try {
      const event = new Webhook(secret).verify(post.body, headers) as Omit<WebhookEvent, 'id'>;
      return {
        id: headers['webhook-id'] ?? '',
        type: event.type,
        timestamp: event.timestamp,
        data: event.data,
      };
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) throw error;
      why = error.message;
    }
  }
  throw new WebhookRefused(why);
}

/** For whoever receives events. */
export const webhooks = { verify } as const;

function named(headers: WebhookPost['headers'], names: readonly string[]): Record<string, string> {
  const valueOf = (name: string): string | undefined => {
    if (headers instanceof Headers) return headers.get(name) ?? undefined;
    return [headers[name]].flat()[0];
  };
  return Object.fromEntries(names.map((name) => [name, valueOf(name) ?? '']));
}
