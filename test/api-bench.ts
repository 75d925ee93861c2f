import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { loadConfig } from '#lib/config';
import { newUuid, systemRandom } from '#lib/kernel';
import { newApiKeyText } from '#lib/access';
import { createLogger } from '#lib/observability';
import { createTestDatabase, type TestDatabase } from '#lib/testing';
import { openApiDocument } from '../apps/api/src/docs/openapi.js';
import { type Api, createApi } from '../apps/api/src/create-api.js';
import { Conformity, type OpenApiDocument } from './api-conformity.js';

/** The api in this process on a database of its own, with people but without a worker: nothing is ever sent. */
export interface ApiBench {
  readonly api: Api;
  readonly db: TestDatabase;
  /** Key with every right. */
  readonly admin: string;
  readonly senderId: string;
  readonly document: OpenApiDocument;
  /** A request with the administrator's key; an answer that the OpenAPI document does not declare fails the test. */
  call(method: Method, path: string, body?: unknown): request.Test;
  /** The same without any key. */
  bare(method: Method, path: string): request.Test;
  /** A draft of `CAMPAIGN` with these changes. */
  draft(changes?: object): Promise<CampaignView>;
  /** An action of a campaign, with a fresh key unless one is given. */
  act(action: ActionRequest): Promise<request.Response>;
  /** A key of its own with these scopes. */
  key(scopes: readonly string[]): Promise<string>;
  /** Everything that is stored, so that two looks can be compared; notes of when keys were used are left out. */
  everything(): Promise<Readonly<Record<string, string>>>;
  close(): Promise<void>;
}

export interface ActionRequest {
  readonly id: string;
  readonly action: 'send' | 'pause' | 'resume' | 'cancel';
  /** For `send` the right number of people unless given. */
  readonly body?: object;
  readonly key?: string;
}

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** People with the tag «Склад», of whom one is suspended. */
export const TO_SEND = 9;

export const CAMPAIGN = {
  title: 'График отпусков 2027',
  content: {
    format: 'pachca_markdown',
    template: 'Здравствуйте, {{ user.first_name | default: "коллега" }}!',
  },
  audience: { type: 'rules', include: [{ tags_any: ['Склад'] }] },
} as const;

/** @param env settings beside the usual ones */
export async function createApiBench(env: Readonly<Record<string, string>> = {}): Promise<ApiBench> {
  const db = await createTestDatabase();
  const admin = newApiKeyText(systemRandom).text;
  const config = loadConfig({ VESTNIK_BOOTSTRAP_API_KEY: admin, VESTNIK_UNDO_WINDOW_SECONDS: '0', ...env });
  const logger = createLogger({ level: 'silent', service: 'api' });
  const api = await createApi({ config, databaseUrl: db.url, logger });
  await api.takeFirstSteps();
  const { server } = api.app.getHttpAdapter().getInstance();
  const document = openApiDocument(api.app) as unknown as OpenApiDocument;
  const conformity = new Conformity(document);
  const bare = (method: Method, path: string): request.Test =>
    request(server)
      [method](path)
      .expect((response) => {
        const { status, body: read } = response as { readonly status: number; readonly body: unknown };
        const contentType = response.headers['content-type'] ?? '';
        const body = contentType.startsWith('text/') ? response.text : read;
        const problem = conformity.problemOf({ method, path, status, contentType, body });
        if (problem !== null) throw new Error(problem);
      });
  const call = (method: Method, path: string, body?: unknown): request.Test => {
    const made = bare(method, path).set('authorization', `Bearer ${admin}`);
    return body === undefined ? made : made.send(body as object);
  };
  return {
    api,
    db,
    admin,
    bare,
    call,
    document,
    draft: async (changes = {}) => {
      const made = await call('post', '/v1/campaigns', { ...CAMPAIGN, ...changes });
      if (made.status !== 201) throw new Error(made.text);
      return made.body as CampaignView;
    },
    act: ({
      id,
      action,
      key = randomUUID(),
      body = action === 'send' ? { expected_recipients: TO_SEND, confirm_repeat: true } : {},
    }) => call('post', `/v1/campaigns/${id}/${action}`, body).set('idempotency-key', key),
    senderId: await seed(db),
    key: async (scopes) => {
      const made = await call('post', '/v1/api_keys', { name: 'test', scopes });
      return (made.body as { readonly key: string }).key;
    },
    everything: () => everythingIn(db),
    close: async () => {
      await api.app.close();
      await db.close();
    },
  };
}

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  /** Facts of some codes. */
  readonly reason?: string;
  readonly scope?: string;
  readonly request_id: string;
  readonly errors?: readonly {
    readonly pointer?: string;
    readonly parameter?: string;
    readonly code: string;
  }[];
}

export interface CampaignView {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly title: string;
  readonly run: { readonly id: string; readonly status: string } | null;
}

/** The problem document of a failed answer, with what holds of all of them. */
export function problemOf(response: request.Response): Problem {
  expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  const problem = response.body as Problem;
  expect(problem.status).toBe(response.status);
  expect(problem.type).toBe(`/errors/${problem.code}`);
  expect(problem.request_id).toBe(response.headers['x-request-id']);
  expect(problem.detail.length).toBeGreaterThan(10);
  return problem;
}

async function seed(db: TestDatabase): Promise<string> {
  await db.query(`
    insert into person (id, first_name, last_name, nickname, department, role, is_suspended, is_bot, invite_status,
                        time_zone, synced_at)
    select n, 'Анна', 'Смирнова', 'user' || n, 'Склад', 'user', n = 10, false, 'confirmed', 'Europe/Moscow', now()
      from generate_series(1, 10) n`);
  await db.query("insert into tag (id, name, users_count, synced_at) values (1, 'Склад', 10, now())");
  await db.query('insert into person_tag (person_id, tag_id) select n, 1 from generate_series(1, 10) n');
  const id = newUuid();
  await db.query(
    `insert into sender (id, name, token_sealed, token_fingerprint, token_hint, status)
     values ($1, 'bot', '\\x00', '\\x00', '…', 'active')`,
    [id],
  );
  return id;
}

async function everythingIn(db: TestDatabase): Promise<Record<string, string>> {
  const tables = await db.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' order by tablename",
  );
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await db.query<{ digest: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(row, ',' order by row)), '') as digest
         from (select (to_jsonb(t) - 'last_used_at')::text as row from "${name}" t) rows`,
    );
    found[name] = row?.digest ?? '';
  }
  return found;
}
