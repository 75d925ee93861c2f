import { randomUUID } from 'node:crypto';
import { systemClock } from '#lib/kernel';
import { isAlive, LAST_WORDS } from './worker-crew.js';
import { type ApiAnswer, type ApiRequest, type RunningProcess, RunningProduct } from '#lib/testing';

/** Longest that somebody keeps trying while the api or its database is away. */
const PATIENCE_MS = 90_000;
const RETRY_MS = 250;

/**
 * The api as a user with a good client sees it: a request whose answer is lost, or that is refused because something
 * is away or under way, is repeated with the same idempotency key. The process may be killed and comes back.
 */
export class ApiCaller {
  kills = 0;
  /** What processes wrote that ended although nobody had killed them. */
  readonly crashes: string[] = [];
  private api: Promise<RunningProcess>;

  constructor(private readonly product: RunningProduct) {
    this.api = this.launch();
  }

  /** @throws when no answer came for a minute and a half */
  async call(request: Omit<ApiRequest, 'idempotencyKey'>): Promise<ApiAnswer> {
    const idempotencyKey = randomUUID();
    const deadline = systemClock.monotonicMs() + PATIENCE_MS;
    let last = '';
    while (systemClock.monotonicMs() < deadline) {
      try {
        const answer = await this.product.call(await this.api, { ...request, idempotencyKey });
        const mayRepeat = answer.status >= 500 || answer.body['code'] === 'idempotency_in_progress';
        if (!mayRepeat) return answer;
        last = `${String(answer.status)} ${JSON.stringify(answer.body)}`;
      } catch (error) {
        last = String(error);
      }
      await systemClock.sleep(RETRY_MS);
    }
    throw new Error(`${request.method ?? 'GET'} ${request.path} was not answered: ${last}`);
  }

  /** `kill -9`; another starts at once. */
  async kill(): Promise<void> {
    this.kills += 1;
    const victim = await this.api;
    if (!isAlive(victim.pid)) return;
    const gone = victim.kill();
    this.api = gone.then(() => this.launch());
    await gone;
  }

  /** Notes it when the process ended without having been killed, and starts another. */
  async replaceCrashed(): Promise<void> {
    const current = this.api;
    const api = await current;
    if (this.api !== current || isAlive(api.pid)) return;
    this.crashes.push(api.output().slice(-LAST_WORDS));
    this.api = this.launch();
  }

  /** A start may meet a database that is just away. */
  private async launch(): Promise<RunningProcess> {
    const deadline = systemClock.monotonicMs() + PATIENCE_MS;
    for (;;) {
      try {
        return await this.product.startApi();
      } catch (error) {
        if (systemClock.monotonicMs() > deadline) throw error;
        await systemClock.sleep(RETRY_MS);
      }
    }
  }
}
