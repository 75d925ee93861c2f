import { DomainError, type ErrorDetail } from '#lib/kernel';
import { localDetail, summaryOf } from './error-detail.js';
import { InternalError } from './edge-errors.js';
import type { Language } from './language.js';
import type { ProblemKind } from './problem-kind.js';
import { PROBLEMS } from './problem-table.js';

/** RFC 9457, with our own members. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly request_id: string;
  readonly errors?: readonly ErrorDetail[];
  readonly [fact: string]: unknown;
}

export interface ProblemContext {
  readonly language: Language;
  readonly requestId: string;
  /** Path of the request, without its query. */
  readonly path: string;
}

/** Where `type` leads: a short description of the code. */
export function problemType(code: string): string {
  return `/errors/${code}`;
}

export function problemDocument(error: DomainError, context: ProblemContext): ProblemDocument {
  const kind = PROBLEMS[error.code];
  // A code without an entry is a mistake of ours that a test finds; until then it must not leak.
  if (kind === undefined) return problemDocument(new InternalError(), context);
  const { language, requestId, path } = context;
  const details = error.details.map((detail) => localDetail(error.code, detail, language));
  return {
    type: problemType(error.code),
    title: kind.title[language],
    status: kind.status,
    detail: sentence(error, kind, details, language),
    instance: path,
    code: error.code,
    request_id: requestId,
    ...publicFacts(error),
    ...(details.length > 0 && { errors: details }),
  };
}

function sentence(
  error: DomainError,
  kind: ProblemKind,
  details: readonly ErrorDetail[],
  language: Language,
): string {
  if (details.length > 0) return summaryOf(details, language);
  return language === 'ru' ? kind.detailRu(error.facts) : error.message;
}

const STANDARD_MEMBERS = ['type', 'title', 'status', 'detail', 'instance', 'code', 'request_id', 'errors'];

/** Facts as members that hide no standard one; `retry_after_s` travels as a header. */
function publicFacts(error: DomainError): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(error.facts)
      .filter(([name]) => name !== 'retry_after_s')
      .map(([name, fact]) => [STANDARD_MEMBERS.includes(name) ? `current_${name}` : name, fact]),
  );
}
