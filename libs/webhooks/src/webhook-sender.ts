import { type BeforeApplicationShutdown, Inject, Injectable, Optional } from '@nestjs/common';
import { SealBrokenError } from '#lib/access';
import { type Config, CONFIG } from '#lib/config';
import { Database } from '#lib/database';
import { publicId, systemClock } from '#lib/kernel';
import { type Logger, LOGGER } from '#lib/observability';
import { eventView } from '#lib/outbox';
import { Webhook } from 'standardwebhooks';
import { FAILING_HOURS, secondsToNextTry } from './domain/retry-schedule.js';
import { GuardedPost, type PostOutcome, type Resolve } from './egress/guarded-post.js';
import { AllowedHosts } from './egress/webhook-url.js';
import { claimDue, type ClaimedDelivery, dueEndpoints, settleTry } from './webhook-deliveries.queries.js';
import { WebhookEndpointsRepository } from './webhook-endpoints.repository.js';
import { WebhookEndpoints } from './webhook-endpoints.js';

/** Posts to one endpoint at a time, and rounds of them in one pass. */
const AT_ONCE = 4;
const ROUNDS = 25;

/** What resolves names; tests bring their own. */
export const WEBHOOK_RESOLVE = Symbol('WebhookResolve');

/** What one try came to; everything but `taken` is tried again. */
type Verdict = { readonly kind: 'taken' | 'gone' } | { readonly kind: 'failed'; readonly error: string };

/** Posts events to endpoints: each delivery by one process at a time, at least once, until it is taken or given up. */
@Injectable()
export class WebhookSender implements BeforeApplicationShutdown {
  private isStopping = false;
  private readonly guarded: GuardedPost;

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(CONFIG) config: Config,
    private readonly database: Database,
    private readonly endpoints: WebhookEndpoints,
    private readonly repository: WebhookEndpointsRepository,
    @Optional() @Inject(WEBHOOK_RESOLVE) resolve?: Resolve,
  ) {
    const allowed = new AllowedHosts(config.webhookAllowedHosts);
    this.guarded = new GuardedPost({ allowed, ...(resolve && { resolve }) });
  }

  /** No round begins any more; those under way end within seconds. */
  beforeApplicationShutdown(): void {
    this.isStopping = true;
  }

  /** Endpoints for which something is due; each deserves a pass of its own, for a slow one must not hold the others up. */
  due(): Promise<string[]> {
    return dueEndpoints(this.database.client);
  }

  /** Posts what is due for one endpoint. @returns how many posts were tried */
  async runOnce(endpointId: string): Promise<number> {
    let tried = 0;
    for (let round = 0; round < ROUNDS && !this.isStopping; round += 1) {
      const target = await this.target(endpointId);
      if (target === null) return tried;
      const claims = await claimDue(this.database.client, endpointId, AT_ONCE);
      await Promise.all(claims.map((claim) => this.tryOne(endpointId, target, claim)));
      tried += claims.length;
      if (claims.length < AT_ONCE) return tried;
    }
    return tried;
  }

  private async tryOne(endpointId: string, target: Target, claim: ClaimedDelivery): Promise<void> {
    const from = systemClock.monotonicMs();
    const outcome = await this.post(target, claim);
    const verdict = verdictOn(outcome);
    const error = verdict.kind === 'failed' ? verdict.error : verdict.kind === 'gone' ? 'gone' : null;
    const status = outcome.kind === 'answered' ? outcome.status : null;
    const ms = Math.round(systemClock.monotonicMs() - from);
    const isDelivered = verdict.kind === 'taken';
    // What is disabled keeps its try: whoever enables the endpoint means it to be posted.
    const wait =
      verdict.kind === 'gone' ? (secondsToNextTry(claim.tries) ?? 0) : secondsToNextTry(claim.tries);
    const disabled = await this.database.transaction(async (tx) => {
      const result = { attempt: { status, error, ms }, isDelivered, wait };
      if (!(await settleTry(tx, claim, result))) return null;
      if (isDelivered) {
        await this.repository.noteSuccess(tx, endpointId);
        return null;
      }
      const isOver = await this.repository.noteFailure(tx, endpointId, FAILING_HOURS);
      const because = verdict.kind === 'gone' ? 'gone' : isOver ? 'failing' : null;
      return because !== null && (await this.repository.disable(tx, endpointId, because)) ? because : null;
    });
    if (disabled !== null)
      this.logger.warn(
        { endpointId: publicId('whe', endpointId), because: disabled },
        'a webhook endpoint is disabled',
      );
  }

  private async post({ url, secrets }: Target, { event }: ClaimedDelivery): Promise<Outcome> {
    if (secrets === null) return { kind: 'failed', why: 'secret_unreadable' };
    const body = JSON.stringify(eventView(event));
    const id = publicId('evt', event.id);
    const at = systemClock.now();
    const signatures = secrets.map((secret) => new Webhook(secret).sign(id, at, body));
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Vestnik-Webhooks/1',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': signatures.join(' '),
    };
    return this.guarded.post(url, { headers, body });
  }

  private async target(endpointId: string): Promise<Target | null> {
    try {
      return await this.endpoints.target(endpointId);
    } catch (error) {
      if (!(error instanceof SealBrokenError)) throw error;
      // Tried like any other failure, so that its log tells why nothing comes.
      return { url: '', secrets: null };
    }
  }
}

interface Target {
  readonly url: string;
  /** `null`: they cannot be opened. */
  readonly secrets: readonly string[] | null;
}

type Outcome = PostOutcome | { readonly kind: 'failed'; readonly why: 'secret_unreadable' };

function verdictOn(outcome: Outcome): Verdict {
  if (outcome.kind === 'failed') return { kind: 'failed', error: outcome.why };
  const { status } = outcome;
  if (status >= 200 && status < 300) return { kind: 'taken' };
  if (status === 410) return { kind: 'gone' };
  return { kind: 'failed', error: status >= 300 && status < 400 ? 'redirect' : 'status' };
}
