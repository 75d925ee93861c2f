import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { type components, VestnikClient } from '#lib/client';
import {
  type ApiAnswer,
  createTestDatabase,
  RunningProduct,
  type RunningProcess,
  SimulatorHandle,
  type TestDatabase,
} from '#lib/testing';

/** Real processes against the simulated messenger: api and workers as an operator runs them. */
const SHORT_TIMES = {
  VESTNIK_DOUBT_SETTLE_SECONDS: '4',
  VESTNIK_REQUEST_TIMEOUT_SECONDS: '2',
  VESTNIK_RECEIPT_FIRST_CHECK_SECONDS: '1',
};

/** Of the list of recipients, as far as tests look at it. */
export interface Recipient {
  readonly id: string;
  readonly user: { readonly id: number };
  readonly delivery: { readonly message_id: number };
}

/** A database, a simulated messenger, and the product's processes between them. */
export interface Scene {
  readonly db: TestDatabase;
  readonly messenger: SimulatorHandle;
  readonly product: RunningProduct;
  readonly api: RunningProcess;
}

/** What a scene has other than usual. */
interface SceneOptions {
  readonly databaseUrl?: string;
  /** Settings beside `SHORT_TIMES`. */
  readonly env?: Readonly<Record<string, string>>;
}

export async function openScene(people: number, options: SceneOptions = {}): Promise<Scene> {
  const db = await createTestDatabase();
  const messenger = await SimulatorHandle.start({ people, behaviour: { peopleRead: 'never' } });
  const product = new RunningProduct({
    databaseUrl: options.databaseUrl ?? db.url,
    pachcaUrl: messenger.apiUrl,
    token: messenger.token,
    env: { ...SHORT_TIMES, ...options.env },
  });
  return { db, messenger, product, api: await product.startApi() };
}

export async function closeScene({ db, messenger, product }: Scene): Promise<void> {
  await product.close();
  await messenger.close();
  await db.close();
}

/** Between two looks; without it the looks take the processor from what they wait for. */
const LOOK_EVERY_MS = 25;

/** Below the bound of a test, so that what was seen last is told. */
const GIVE_UP_MS = 240_000;

/**
 * Asks until `isRight`; the product has no other signal to the outside than its answers.
 *
 * @throws after four minutes, with what was seen last
 */
export async function until<T>(look: () => Promise<T>, isRight: (value: T) => boolean): Promise<T> {
  const givesUpAt = performance.now() + GIVE_UP_MS;
  for (;;) {
    const value = await look();
    if (isRight(value)) return value;
    if (performance.now() > givesUpAt) throw new Error(`waited in vain; seen last: ${JSON.stringify(value)}`);
    await setTimeout(LOOK_EVERY_MS);
  }
}

export function actions({ product, api }: Scene): SceneActions {
  const vestnik = new VestnikClient({ url: api.url, apiKey: product.apiKey });
  const of = (id: string) => ({ params: { path: { campaign_id: id } } });
  return {
    vestnik,
    post: (path, body) => product.call(api, { method: 'POST', path, body, idempotencyKey: randomUUID() }),
    get: (path) => product.call(api, { path }),
    stats: (id) => vestnik.get('/v1/campaigns/{campaign_id}/stats', of(id)),
    directoryIsRead: () =>
      until(
        () => vestnik.get('/v1/directory/users', { params: { query: { limit: 1 } } }),
        ({ data }) => data.length > 0,
      ),
    announce: async (audience) => {
      const template = 'Здравствуйте, {{ user.first_name | default: "коллега" }}!';
      const content = { format: 'pachca_markdown', template } as const;
      const { id } = await vestnik.post('/v1/campaigns', {
        body: { title: 'Проверка', content, audience },
      });
      const { recipients } = await vestnik.post('/v1/campaigns/{campaign_id}/check', of(id));
      await vestnik.post('/v1/campaigns/{campaign_id}/send', {
        ...of(id),
        body: { expected_recipients: recipients.to_send, confirm_repeat: true },
      });
      return { id, toSend: recipients.to_send };
    },
    completed: (id) =>
      until(
        () => vestnik.get('/v1/campaigns/{campaign_id}', of(id)),
        ({ status }) => status === 'completed',
      ),
  };
}

export const CREATE = { operation: 'messages.create' } as const;

const tags = (...names: string[]): Audience => ({
  type: 'rules',
  include: [{ tags_any: names }],
  exclude: [],
});
export const EVERYBODY = tags('Офис', 'Склад', 'Магазины', 'Удалённо', 'Водители');

type Audience = components['schemas']['Audience'];

/** What a user of the API does, in short. */
export interface SceneActions {
  /** The typed client, for everything else. */
  readonly vestnik: VestnikClient;
  readonly post: (path: string, body: unknown) => Promise<ApiAnswer>;
  readonly get: (path: string) => Promise<ApiAnswer>;
  readonly stats: (campaignId: string) => Promise<components['schemas']['StatsDto']>;
  /** Resolves once the first sync of the directory is there. */
  readonly directoryIsRead: () => Promise<unknown>;
  /** Draft, check, send. */
  readonly announce: (audience: Audience) => Promise<{ id: string; toSend: number }>;
  readonly completed: (campaignId: string) => Promise<unknown>;
}

/** What the messenger really has: one message per person, none to others, never more than four in a second. */
export async function expectOneEach(scene: Scene, expected: number): Promise<void> {
  const truth = await scene.messenger.truth({ people: true });
  expect((truth.byPerson ?? []).filter((person) => person.messages !== 1)).toEqual([]);
  expect(truth.recipients).toBe(expected);
  const sends = (await scene.messenger.rates()).filter((rate) => rate.requestClass === 'send');
  for (const rate of sends) expect(rate.maxPerSecond).toBeLessThanOrEqual(4);
}
