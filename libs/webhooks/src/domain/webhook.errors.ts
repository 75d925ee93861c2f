import { DomainError } from '#lib/kernel';

/** It never was, or somebody has removed it, its deliveries with it. HTTP 404. */
export class WebhookEndpointNotFoundError extends DomainError {
  readonly code = 'webhook_endpoint_unknown';

  constructor() {
    super('There is no such webhook endpoint. GET /v1/webhook_endpoints lists them.');
  }
}

/** Not of this endpoint, or gone with its event after `EVENT_DAYS`. HTTP 404. */
export class WebhookDeliveryNotFoundError extends DomainError {
  readonly code = 'webhook_delivery_unknown';

  constructor() {
    super('This webhook endpoint has no such delivery, or its event is forgotten.');
  }
}

/** What was disabled is posted to only once somebody has enabled it. */
export class WebhookEndpointDisabledError extends DomainError {
  readonly code = 'webhook_disabled';

  constructor() {
    super('This webhook endpoint is disabled. Enable it first: PATCH it with {"enabled": true}.');
  }
}

/** There are `MOST_WEBHOOK_ENDPOINTS` already, disabled ones included. HTTP 409. */
export class WebhookLimitError extends DomainError {
  readonly code = 'webhook_limit';
  override readonly facts: Readonly<Record<string, unknown>>;

  constructor(max: number) {
    super(`There may be ${max} webhook endpoints at most. Delete one that nobody needs.`);
    this.facts = { max };
  }
}

export type UrlProblem = 'malformed' | 'not_https' | 'credentials' | 'fragment' | 'port' | 'address';

const URL_PROBLEMS: Readonly<Record<UrlProblem, string>> = {
  malformed: 'This is not a whole address such as https://hooks.example.com/vestnik.',
  not_https: 'The address must begin with https:// (http only for hosts of VESTNIK_WEBHOOK_ALLOWED_HOSTS).',
  credentials: 'The address may not hold a name and a password; posts are signed instead.',
  fragment: 'The address may not have a part after «#»: it would never be sent.',
  port: 'Only port 443 is posted to (another one only for hosts of VESTNIK_WEBHOOK_ALLOWED_HOSTS).',
  address:
    'This address leads into a private or special network. An operator may allow its host: VESTNIK_WEBHOOK_ALLOWED_HOSTS.',
};

/** Nothing is ever posted to an address like this. */
export class WebhookUrlRefusedError extends DomainError {
  readonly code = 'webhook_url_refused';
  override readonly facts: Readonly<Record<string, unknown>>;

  constructor(reason: UrlProblem) {
    super(URL_PROBLEMS[reason]);
    this.facts = { reason };
  }
}
