import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { PROBLEMS } from './problem-table.js';

/** Declares which problems a route may answer with, grouped by their status. */
export function ApiProblems(...codes: readonly string[]): MethodDecorator & ClassDecorator {
  const byStatus = new Map<number, string[]>();
  for (const code of codes) {
    const kind = PROBLEMS[code];
    if (kind === undefined) throw new Error(`There is no problem «${code}»`);
    byStatus.set(kind.status, [...(byStatus.get(kind.status) ?? []), code]);
  }
  return applyDecorators(
    ...[...byStatus].map(([status, group]) =>
      ApiResponse({
        status,
        description: group.map((code) => `\`${code}\`: ${PROBLEMS[code]?.title.en ?? ''}`).join('; '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      }),
    ),
  );
}

/** What every closed route may answer. */
export const CLOSED_ROUTE_PROBLEMS = [
  'unauthenticated',
  'scope_missing',
  'unknown_parameter',
  'internal',
  'database_unavailable',
] as const;

/** What every route with a body may answer, besides; those that take none refuse members, too. */
export const BODY_PROBLEMS = [
  'malformed_request',
  'validation_failed',
  'payload_too_large',
  'unsupported_media_type',
] as const;
