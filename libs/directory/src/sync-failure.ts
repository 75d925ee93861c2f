import { DomainError } from '#lib/kernel';
import type { OperationFailure } from '#lib/operations';
import { PachcaError } from '#lib/pachca';
import type { ReadingProblem } from './domain/sync-order.js';

/** What a failed sync says to people; `null` for a surprise, which is a fault of ours. */
export function syncFailure(error: unknown): OperationFailure | null {
  if (error instanceof DomainError) return { code: error.code, detail: error.message, facts: error.facts };
  if (!(error instanceof PachcaError)) return null;
  switch (error.kind) {
    case 'unauthorized':
      return {
        code: 'upstream_token_rejected',
        detail: "The messenger does not accept the bot's token. Give the sender a valid one.",
      };
    case 'scope_missing':
      return {
        code: 'scope_missing',
        detail: `The bot's token lacks a scope: the directory needs users:read and group_tags:read (${error.operation}).`,
      };
    case 'payment_required':
    case 'forbidden':
    case 'not_found':
    case 'refused':
    case 'throttled':
    case 'unavailable':
    case 'timeout':
    case 'invalid_response':
    case 'response_too_large':
    case 'unexpected_redirect':
      return {
        code: 'upstream_unavailable',
        detail: `The directory could not be read to its end: ${error.message}. Nothing was changed.`,
      };
  }
}

/** What kept a part that is not indispensable from being read; `null`: nothing else will work either. */
export function problemOf(error: PachcaError): ReadingProblem | null {
  switch (error.kind) {
    case 'unauthorized':
    case 'payment_required':
      return null;
    case 'scope_missing':
    case 'forbidden':
      return 'scope_missing';
    case 'not_found':
    case 'refused':
    case 'throttled':
    case 'unavailable':
    case 'timeout':
    case 'invalid_response':
    case 'response_too_large':
    case 'unexpected_redirect':
      return 'upstream_unavailable';
  }
}
