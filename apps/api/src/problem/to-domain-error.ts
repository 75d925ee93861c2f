import { HttpException } from '@nestjs/common';
import { isPassingTrouble } from '#lib/database';
import { DomainError } from '#lib/kernel';
import { MAX_BODY_BYTES } from '../http/limits.js';
import {
  DatabaseUnavailableError,
  InternalError,
  MalformedRequestError,
  PayloadTooLargeError,
  RouteNotFoundError,
  UnsupportedMediaTypeError,
} from './edge-errors.js';

/** What the request that failed was held to. */
export interface BodyRules {
  readonly maxBytes: number;
  readonly takesList: boolean;
}

const ORDINARY: BodyRules = { maxBytes: MAX_BODY_BYTES, takesList: false };

/** Whatever was thrown, as something that a client may hear; `InternalError` for all that is our own fault. */
export function toDomainError(error: unknown, rules: BodyRules = ORDINARY): DomainError {
  if (error instanceof DomainError) return error;
  if (isPassingTrouble(error)) return new DatabaseUnavailableError();
  const status = statusOf(error);
  if (status === 404) return new RouteNotFoundError();
  if (status === 413) return new PayloadTooLargeError(rules.maxBytes);
  if (status === 415) return new UnsupportedMediaTypeError(rules.takesList ? 'list' : 'json');
  if (status >= 400 && status < 500) return new MalformedRequestError('other');
  return new InternalError();
}

/** Nest's exceptions and Fastify's errors carry the status that they mean. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (!(error instanceof Error) || !('statusCode' in error)) return 500;
  return typeof error.statusCode === 'number' ? error.statusCode : 500;
}
