import { randomUUID } from 'node:crypto';
import {
  type ApiAnswer,
  createTestDatabase,
  type RunningProcess,
  RunningProduct,
  SimulatorHandle,
  type TestDatabase,
} from '#lib/testing';
import { until } from './scene.js';

/** What a draft may say besides its audience. */
export interface DraftOptions {
  readonly delivery?: Readonly<Record<string, unknown>>;
  readonly sender_id?: string;
  readonly content?: Readonly<Record<string, unknown>>;
}

/** Seconds as a test has them; everything else is as an operator finds it. */
const SHORT_TIMES = {
  VESTNIK_DOUBT_SETTLE_SECONDS: '4',
  VESTNIK_REQUEST_TIMEOUT_SECONDS: '2',
  VESTNIK_RECEIPT_FIRST_CHECK_SECONDS: '600',
};

/**
 * Real processes against a simulated messenger without limits of its own: an api, and workers as the test starts them.
 * What steers the engine (limits, priorities, holds) is seen here by the order of what arrives.
 */
export class EngineScene {
  private constructor(
    readonly db: TestDatabase,
    readonly messenger: SimulatorHandle,
    readonly product: RunningProduct,
    readonly api: RunningProcess,
  ) {}

  static async open(people: number, env: Readonly<Record<string, string>> = {}): Promise<EngineScene> {
    const db = await createTestDatabase();
    const messenger = await SimulatorHandle.start({
      people,
      behaviour: { peopleRead: 'never' },
      rateProfile: 'off',
    });
    const product = new RunningProduct({
      databaseUrl: db.url,
      pachcaUrl: messenger.apiUrl,
      token: messenger.token,
      env: { ...SHORT_TIMES, ...env },
    });
    return new EngineScene(db, messenger, product, await product.startApi());
  }

  async close(): Promise<void> {
    await this.product.close();
    await this.messenger.close();
    await this.db.close();
  }

  get(path: string): Promise<ApiAnswer> {
    return this.product.call(this.api, { path });
  }

  post(path: string, body: unknown): Promise<ApiAnswer> {
    return this.product.call(this.api, { method: 'POST', path, body, idempotencyKey: randomUUID() });
  }

  patch(path: string, body: unknown): Promise<ApiAnswer> {
    return this.product.call(this.api, { method: 'PATCH', path, body });
  }

  /** A worker that has read the directory. */
  async startWorker(): Promise<RunningProcess> {
    const worker = await this.product.startWorker();
    await until(
      () => this.get('/v1/directory/users?limit=1'),
      ({ body }) => (body['data'] as unknown[]).length > 0,
    );
    return worker;
  }

  /** Everybody of the company, or the people named. @returns the campaign's id and how many were confirmed */
  async announce(
    people: readonly number[] | 'everyone',
    options: DraftOptions = {},
  ): Promise<{ id: string; toSend: number }> {
    const selector = people === 'everyone' ? { everyone: true } : { users: people };
    const draft = await this.post('/v1/campaigns', {
      title: 'Проверка',
      content: { format: 'pachca_markdown', template: 'Здравствуйте!' },
      audience: { type: 'rules', include: [selector], exclude: [] },
      ...options,
    });
    const id = String(draft.body['id']);
    const check = await this.post(`/v1/campaigns/${id}/check`, {});
    const toSend = (check.body['recipients'] as { to_send: number }).to_send;
    const sent = await this.post(`/v1/campaigns/${id}/send`, {
      expected_recipients: toSend,
      confirm_repeat: true,
    });
    if (sent.status !== 202) throw new Error(`not sent: ${JSON.stringify(sent.body)}`);
    return { id, toSend };
  }

  /** Waits until the campaign or its run has this status. */
  async reaches(id: string, status: string): Promise<StoppedRun> {
    const { body } = await until(
      () => this.get(`/v1/campaigns/${id}`),
      (answer) => answer.body['status'] === status || runOf(answer)?.status === status,
    );
    return body['run'] as StoppedRun;
  }

  async stats(id: string): Promise<Record<string, number>> {
    return (await this.get(`/v1/campaigns/${id}/stats`)).body as Record<string, number>;
  }

  async senderId(): Promise<string> {
    const { body } = await this.get('/v1/senders');
    return (body['data'] as { id: string }[])[0]?.id ?? '';
  }

  /** What the messenger really has: one message for each of so many people. */
  async expectOneEach(expected: number): Promise<void> {
    const truth = await this.messenger.truth({ people: true });
    expect((truth.byPerson ?? []).filter((person) => person.messages !== 1)).toEqual([]);
    expect(truth.recipients).toBe(expected);
  }
}

export interface StoppedRun {
  readonly id: string;
  readonly status: string;
  readonly stopped: { readonly by: string; readonly code: string; readonly reason: string | null } | null;
}

function runOf(answer: ApiAnswer): StoppedRun | null {
  return answer.body['run'] as StoppedRun | null;
}
