import { type AnswerBody } from './answer-body.js';

/** One item of an `ApiError`: `code` says what is wrong, `key` which field of the request. */
export interface ReportedError {
  readonly code: string;
  readonly key: string;
}

/**
 * What the messenger says about a refusal. It has two shapes: `{errors: [{key, value, message, code, payload}]}` for
 * business rules and validation, `{error, error_description}` for tokens and scopes. Texts are localised and may name
 * people, so only codes and keys are taken over.
 */
export interface ErrorReport {
  /** `error` of the token-and-scope shape, such as `insufficient_scope`. */
  readonly oauth: string | null;
  readonly errors: readonly ReportedError[];
  /** All codes once each, for logs and records. */
  readonly codes: readonly string[];
}

/** More items than this are cut: a report is a few facts, never a payload. */
const MAX_ERRORS = 20;

/** Codes and keys end up in logs and in the database, so anything that does not look like one is dropped. */
const IDENTIFIER = /^[A-Za-z0-9_.[\]-]{1,64}$/;

export function readErrorReport(body: AnswerBody): ErrorReport {
  if (body.kind !== 'json' || typeof body.value !== 'object' || body.value === null) {
    return { oauth: null, errors: [], codes: [] };
  }
  const { error, errors } = body.value as { error?: unknown; errors?: unknown };
  const oauth = identifier(error);
  const items = Array.isArray(errors) ? errors.slice(0, MAX_ERRORS).flatMap(readItem) : [];
  const codes = [...(oauth === '' ? [] : [oauth]), ...items.map((item) => item.code)];
  return { oauth: oauth === '' ? null : oauth, errors: items, codes: [...new Set(codes)] };
}

function readItem(item: unknown): ReportedError[] {
  if (typeof item !== 'object' || item === null) return [];
  const { code, key } = item as { code?: unknown; key?: unknown };
  const known = identifier(code);
  return known === '' ? [] : [{ code: known, key: identifier(key) }];
}

function identifier(value: unknown): string {
  return typeof value === 'string' && IDENTIFIER.test(value) ? value : '';
}
