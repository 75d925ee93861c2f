import { DomainError } from '#lib/kernel';

/** The bot has no webhook set up. */
export class WebhookNotFoundError extends DomainError {
  readonly code = 'webhook_not_found';

  constructor() {
    super('This bot has no webhook. POST /v1/senders/{id}/webhook sets one up.');
  }
}

/** The body is not signed with the bot's secret. */
export class WebhookSignatureError extends DomainError {
  readonly code = 'signature_invalid';

  constructor() {
    super(
      "«Pachca-Signature» must be the hex HMAC-SHA256 of the raw body with the bot's signing secret. " +
        'Set the secret that the messenger shows: PATCH /v1/senders/{id}/webhook.',
    );
  }
}
