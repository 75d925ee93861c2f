import { createHash } from 'node:crypto';

/** What makes two requests the same: method, path and body. The order of a body's members does not count. */
export interface FingerprintedRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

export function requestFingerprint({ method, path, body }: FingerprintedRequest): Buffer {
  return createHash('sha256')
    .update(`${method} ${path}\n${canonicalJson(body)}`)
    .digest();
}

function canonicalJson(value: unknown): string {
  // Wrapped, because a request without a body has no JSON of its own.
  return JSON.stringify({ value }, (_key, part: unknown) => (isRecord(part) ? sorted(part) : part));
}

function sorted(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
