import { randomUUID } from 'node:crypto';

/** JSON as it came over the wire; each caller names the fields that it reads. */
export interface RestOptions {
  readonly url: string;
  readonly apiKey?: string;
}

/** A small client of a JSON API, for the demo: what a user would do with curl. */
export class Rest {
  constructor(private readonly options: RestOptions) {}

  get<T>(path: string): Promise<T> {
    return this.call<T>('GET', path);
  }

  post<T>(path: string, body: unknown): Promise<T> {
    return this.call<T>('POST', path, body);
  }

  /** @throws with the status and the server's own words when the answer is not 2xx */
  private async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(this.options.url + path, {
      method,
      headers: {
        ...(this.options.apiKey !== undefined && { authorization: `Bearer ${this.options.apiKey}` }),
        ...(body !== undefined && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${String(response.status)}: ${text}`);
    return JSON.parse(text) as T;
  }
}
