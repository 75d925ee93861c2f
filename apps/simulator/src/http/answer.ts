/** What an operation answers. No `body` = an empty one; `null` is the JSON literal. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function ok(data: unknown, meta?: unknown): Answer {
  return { status: 200, body: meta === undefined ? { data } : { data, meta } };
}

export function created(data: unknown): Answer {
  return { status: 201, body: { data } };
}

export const NO_CONTENT: Answer = { status: 204 };
