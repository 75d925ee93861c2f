import http, { type IncomingHttpHeaders } from 'node:http';
import { startSimulator, type Simulator, type SimulatorOptions } from '../simulator.js';

/** What a client saw of one request: an answer, perhaps torn, or the error code of the connection. */
export interface Seen {
  readonly status: number | null;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly error: string | null;
}

type Json = Readonly<Record<string, unknown>>;

/** A simulator and somebody who talks to it over real connections, one for each request, so that nothing is hidden. */
export class Visitor {
  private constructor(readonly simulator: Simulator) {}

  static async to(options: SimulatorOptions = {}): Promise<Visitor> {
    return new Visitor(await startSimulator({ people: 20, speed: 0, ...options }));
  }

  async leave(): Promise<void> {
    await this.simulator.close();
  }

  /** To the API, with the bot's token unless another (or `null` for none) is given. */
  async api(
    method: string,
    path: string,
    body?: unknown,
    token: string | null = this.simulator.token,
  ): Promise<Seen> {
    return this.request(
      method,
      this.simulator.apiUrl + path,
      body,
      token === null ? {} : { authorization: `Bearer ${token}` },
    );
  }

  /** To the API where a 2xx with JSON is expected. */
  async ok(method: string, path: string, body?: unknown): Promise<Json> {
    const seen = await this.api(method, path, body);
    if (seen.status === null || seen.status >= 300)
      throw new Error(`${method} ${path}: ${seen.status ?? 'no answer'} ${seen.text}`);
    return seen.text === '' ? {} : (JSON.parse(seen.text) as Json);
  }

  /** To `/_sim`. */
  async control(method: string, path: string, body?: unknown): Promise<Json> {
    const seen = await this.request(method, this.simulator.controlUrl + path, body, {});
    return { ...(JSON.parse(seen.text) as Json), httpStatus: seen.status };
  }

  /** A direct message. */
  async send(personId: number, changes: Json = {}): Promise<Seen> {
    return this.api('POST', '/messages', {
      message: { entity_type: 'user', entity_id: personId, content: 'Текст', ...changes },
    });
  }

  /** The same where it must arrive; the message. */
  async sent(personId: number, changes: Json = {}): Promise<Message> {
    const seen = await this.send(personId, changes);
    if (seen.status !== 201) throw new Error(`Not sent: ${seen.status ?? 'no answer'} ${seen.text}`);
    return (JSON.parse(seen.text) as { data: Message }).data;
  }

  /** How many messages really exist, deleted ones included. */
  async createdCount(): Promise<number> {
    const { tallies } = (await this.control('GET', '/truth')) as { tallies: { messagesCreated: number } };
    return tallies.messagesCreated;
  }

  request(
    method: string,
    url: string,
    body: unknown,
    headers: Readonly<Record<string, string>>,
  ): Promise<Seen> {
    const payload = body === undefined ? null : JSON.stringify(body);
    return new Promise((resolve) => {
      let status: number | null = null;
      let responseHeaders: IncomingHttpHeaders = {};
      const chunks: Buffer[] = [];
      const end = (error: string | null): void => {
        resolve({ status, headers: responseHeaders, text: Buffer.concat(chunks).toString('utf8'), error });
      };
      const request = http.request(url, {
        method,
        agent: false,
        headers: {
          ...headers,
          ...(payload !== null && {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(payload),
          }),
        },
      });
      request.on('response', (response) => {
        status = response.statusCode ?? null;
        responseHeaders = response.headers;
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          end(null);
        });
        response.on('error', (error: NodeJS.ErrnoException) => {
          end(error.code ?? error.message);
        });
      });
      request.on('error', (error: NodeJS.ErrnoException) => {
        end(error.code ?? error.message);
      });
      request.end(payload ?? undefined);
    });
  }
}

/** The fields of a message that tests look at. */
interface Message {
  readonly id: number;
  readonly chat_id: number;
  readonly content: string;
  readonly entity_id: number;
  readonly user_id: number;
  readonly deleted_at: string | null;
  readonly display_avatar_url: string | null;
}

export function errorCodesOf(seen: Seen): string[] {
  const body = JSON.parse(seen.text) as { errors?: { code: string }[]; error?: string };
  return body.errors?.map((each) => each.code) ?? [body.error ?? ''];
}
