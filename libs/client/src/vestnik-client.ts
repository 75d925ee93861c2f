import createClient, { type Client } from 'openapi-fetch';
import { type FileContent, wholeOf } from './file-content.js';
import { KEYED_OPERATIONS, type paths } from './openapi.js';
import type { Answer, Init, ListItem, ListPage, ListPath, Method, PathOf } from './operation-types.js';
import { repeatingFetch } from './repeating-fetch.js';
import { problemOf } from './vestnik-problem.js';

/** Which api, as whom, and how patiently. */
export interface VestnikClientOptions {
  /** Of the api, such as `https://vestnik.example.com`. */
  readonly url: string;
  /** `vst_live_…`; without it only what is public can be asked. */
  readonly apiKey?: string;
  /** Of what people read in problems. Default: English. */
  readonly language?: 'ru' | 'en';
  /** How often a request is sent again when that is harmless and no answer came (or 429, 503). Default: 3. */
  readonly repeats?: number;
  /** Before the first repeat, in milliseconds; it doubles. Default: 500. */
  readonly repeatWaitMs?: number;
  /** Default: the platform's own. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/**
 * The API, typed: addresses, parameters, bodies and answers are those of its OpenAPI document.
 *
 *     const vestnik = new VestnikClient({ url, apiKey });
 *     const draft = await vestnik.post('/v1/campaigns', { body });
 *     for await (const campaign of vestnik.list('/v1/campaigns')) …
 *
 * Every request that can take an `Idempotency-Key` has one: a fresh one unless the caller brings its own, for a repeat
 * that outlives the process. Every method throws `VestnikProblem` for a refusal.
 */
export class VestnikClient {
  private readonly client: Client<paths>;

  constructor(options: VestnikClientOptions) {
    const { url, apiKey, language, repeats = 3, repeatWaitMs = 500 } = options;
    const { fetch = (request: Request) => globalThis.fetch(request) } = options;
    this.client = createClient<paths>({
      baseUrl: url,
      fetch: repeatingFetch({ fetch, repeats, waitMs: repeatWaitMs }),
      headers: { authorization: apiKey && `Bearer ${apiKey}`, 'accept-language': language },
      // Lists of a filter are said with commas.
      querySerializer: { array: { style: 'form', explode: false } },
    });
    this.client.use({
      onRequest: ({ request, schemaPath }) => {
        if (
          KEYED_OPERATIONS.has(`${request.method} ${schemaPath}`) &&
          !request.headers.has('idempotency-key')
        )
          request.headers.set('idempotency-key', globalThis.crypto.randomUUID());
      },
      onResponse: async ({ request, response }) => {
        if (!response.ok) throw await problemOf(request, response);
      },
    });
  }

  get<P extends PathOf<'get'>>(path: P, ...[init]: Init<'get', P>): Promise<Answer<'get', P>> {
    return this.ask<Answer<'get', P>>('get', path, init);
  }

  post<P extends PathOf<'post'>>(path: P, ...[init]: Init<'post', P>): Promise<Answer<'post', P>> {
    return this.ask<Answer<'post', P>>('post', path, init);
  }

  put<P extends PathOf<'put'>>(path: P, ...[init]: Init<'put', P>): Promise<Answer<'put', P>> {
    return this.ask<Answer<'put', P>>('put', path, init);
  }

  patch<P extends PathOf<'patch'>>(path: P, ...[init]: Init<'patch', P>): Promise<Answer<'patch', P>> {
    return this.ask<Answer<'patch', P>>('patch', path, init);
  }

  delete<P extends PathOf<'delete'>>(path: P, ...[init]: Init<'delete', P>): Promise<Answer<'delete', P>> {
    return this.ask<Answer<'delete', P>>('delete', path, init);
  }

  /** Every entry of a list, page after page as they are wanted. */
  async *list<P extends ListPath>(path: P, ...[init]: Init<'get', P>): AsyncGenerator<ListItem<P>, void> {
    const given = init as Loose | undefined;
    for (let cursor = given?.params?.query?.['cursor']; ;) {
      const query = { ...given?.params?.query, ...(cursor !== undefined && { cursor }) };
      const page = await this.ask<ListPage<ListItem<P>>>('get', path, {
        ...given,
        params: { ...given?.params, query },
      });
      yield* page.data;
      if (page.page.next_cursor === null) return;
      cursor = page.page.next_cursor;
    }
  }

  /**
   * Brings a file that messages can carry; `content.files` names it by its id. It is held in memory meanwhile, and sent
   * again when no answer came: the same bytes under the same name are the same file, so a repeat has no effect.
   *
   * @param name with its extension, which says what the content must be
   * @throws RangeError, before anything is sent, where it is larger than `MAX_UPLOAD_BYTES`
   */
  async upload(
    name: string,
    content: FileContent,
    init: { readonly signal?: AbortSignal } = {},
  ): Promise<Answer<'post', '/v1/files'>> {
    const body = new FormData();
    body.set('file', await wholeOf(content), name);
    return this.ask<Answer<'post', '/v1/files'>>('post', '/v1/files', { ...init, body });
  }

  /** The answer itself, its body unread: for files, and for headers. */
  async download<P extends PathOf<'get'>>(path: P, ...[init]: Init<'get', P>): Promise<Response> {
    return (await this.answer('get', path, { ...(init as object | undefined), parseAs: 'stream' })).response;
  }

  private async ask<T>(method: Method, path: string, init: unknown): Promise<T> {
    return (await this.answer(method, path, init)).data as T;
  }

  /** The one place in which the types of an operation are taken on trust: they are its own, but tsc cannot follow. */
  private answer(method: Method, path: string, init: unknown): Promise<Untyped> {
    const request = this.client.request as unknown as (
      method: Method,
      path: string,
      init: unknown,
    ) => Promise<Untyped>;
    return request(method, path, init);
  }
}

interface Untyped {
  readonly data?: unknown;
  readonly response: Response;
}

interface Loose {
  readonly params?: { readonly query?: Readonly<Record<string, unknown>> };
}
