import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { SecretBox } from '#lib/access';
import { type Config, CONFIG } from '#lib/config';
import { Database, type Tx } from '#lib/database';
import { newUuid, systemClock } from '#lib/kernel';
import type { EventType } from '#lib/outbox';
import {
  WebhookEndpointNotFoundError,
  WebhookLimitError,
  WebhookUrlRefusedError,
} from './domain/webhook.errors.js';
import { AllowedHosts, urlProblem } from './egress/webhook-url.js';
import {
  type EndpointValues,
  type StoredEndpoint,
  WebhookEndpointsRepository,
} from './webhook-endpoints.repository.js';

/** An address that events are posted to. Its secrets cannot be read back. */
export type WebhookEndpoint = Omit<StoredEndpoint, 'secretSealed' | 'previousSealed'>;

export interface WebhookEndpointPatch {
  readonly url?: string;
  readonly description?: string | null;
  readonly types?: readonly EventType[];
  readonly isEnabled?: boolean;
}

/** Most endpoints at a time. */
export const MOST_WEBHOOK_ENDPOINTS = 20;
/** How long posts are signed with both secrets after a rotation. */
const ROTATION_HOURS = 24;
const SECRET_AAD = 'webhook_endpoint.secret';

/** Who is told of events by posts, and how they know that a post is ours. */
@Injectable()
export class WebhookEndpoints {
  private readonly allowed: AllowedHosts;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly database: Database,
    private readonly secrets: SecretBox,
    private readonly endpoints: WebhookEndpointsRepository,
  ) {
    this.allowed = new AllowedHosts(config.webhookAllowedHosts);
  }

  /** Oldest first; at most `MOST_WEBHOOK_ENDPOINTS`. */
  async list(): Promise<WebhookEndpoint[]> {
    return (await this.endpoints.list(this.database.client)).map(shown);
  }

  /** @throws WebhookEndpointNotFoundError */
  async get(id: string, tx: Tx = this.database.client): Promise<WebhookEndpoint> {
    return shown(await this.stored(tx, id));
  }

  /**
   * @returns with the secret, which cannot be read again
   * @throws WebhookUrlRefusedError, WebhookLimitError
   */
  async create(
    tx: Tx,
    values: EndpointValues,
    by: string,
  ): Promise<{ readonly endpoint: WebhookEndpoint; readonly secret: string }> {
    this.refuseUrl(values.url);
    if ((await this.endpoints.lockCount(tx)) >= MOST_WEBHOOK_ENDPOINTS)
      throw new WebhookLimitError(MOST_WEBHOOK_ENDPOINTS);
    const [id, secret] = [newUuid(), newSecret()];
    await this.endpoints.insert(tx, { ...values, id, createdBy: by, secretSealed: await this.seal(secret) });
    return { endpoint: await this.get(id, tx), secret };
  }

  /**
   * Whoever enables an endpoint gets what waits for it at once; what happened while it was disabled is listed, not posted.
   *
   * @throws WebhookEndpointNotFoundError, WebhookUrlRefusedError
   */
  async update(tx: Tx, id: string, patch: WebhookEndpointPatch): Promise<WebhookEndpoint> {
    const present = await this.stored(tx, id);
    const { url = present.url, description = present.description, types = present.types, isEnabled } = patch;
    this.refuseUrl(url);
    const byRequest = present.disabledBecause ?? 'by_request';
    const disabledBecause = isEnabled === undefined ? present.disabledBecause : isEnabled ? null : byRequest;
    await this.endpoints.update(tx, id, { url, description, types, disabledBecause });
    return this.get(id, tx);
  }

  /**
   * Another secret. Posts carry the signatures of both for a day, so that a receiver may change over whenever it likes.
   *
   * @returns the new secret, which cannot be read again
   * @throws WebhookEndpointNotFoundError
   */
  async rotateSecret(
    tx: Tx,
    id: string,
  ): Promise<{ readonly endpoint: WebhookEndpoint; readonly secret: string }> {
    const secret = newSecret();
    if (!(await this.endpoints.rotate(tx, id, await this.seal(secret), ROTATION_HOURS)))
      throw new WebhookEndpointNotFoundError();
    return { endpoint: await this.get(id, tx), secret };
  }

  /** With what was still to be posted to it. @throws WebhookEndpointNotFoundError */
  async remove(tx: Tx, id: string): Promise<void> {
    if (!(await this.endpoints.remove(tx, id))) throw new WebhookEndpointNotFoundError();
  }

  /** For the one who posts: where to, and the secrets that sign now. `null`: it is gone or disabled. */
  async target(id: string): Promise<{ readonly url: string; readonly secrets: readonly string[] } | null> {
    const stored = await this.endpoints.find(this.database.client, id);
    if (stored?.disabledBecause !== null) return null;
    const { secretSealed, previousSealed, previousUntil } = stored;
    const isRotating = previousSealed !== null && previousUntil !== null && previousUntil > systemClock.now();
    const sealed = isRotating ? [secretSealed, previousSealed] : [secretSealed];
    const secrets = await Promise.all(sealed.map((each) => this.secrets.open(Buffer.from(each), SECRET_AAD)));
    return { url: stored.url, secrets };
  }

  /** @throws WebhookUrlRefusedError */
  private refuseUrl(url: string): void {
    const problem = urlProblem(url, this.allowed);
    if (problem !== null) throw new WebhookUrlRefusedError(problem);
  }

  private async stored(tx: Tx, id: string): Promise<StoredEndpoint> {
    const stored = await this.endpoints.find(tx, id);
    if (stored === null) throw new WebhookEndpointNotFoundError();
    return stored;
  }

  private async seal(secret: string): Promise<Uint8Array<ArrayBuffer>> {
    return Uint8Array.from(await this.secrets.seal(secret, SECRET_AAD));
  }
}

/** In the form of Standard Webhooks: 32 random bytes. */
function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

function shown(stored: StoredEndpoint): WebhookEndpoint {
  const { id, url, description, types, previousUntil, disabledBecause, failingSince } = stored;
  const { createdBy, createdAt, updatedAt } = stored;
  return {
    id,
    url,
    description,
    types,
    previousUntil,
    disabledBecause,
    failingSince,
    createdBy,
    createdAt,
    updatedAt,
  };
}
