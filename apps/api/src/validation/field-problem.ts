import type { ValidationOptions } from 'class-validator';

/** What a broken rule of a field is called, with its numbers: read back by `request.pipe.ts`. */
export interface FieldProblem {
  readonly code: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** Options for a class-validator decorator that name the problem for machines. */
export function problem(code: string, params?: FieldProblem['params']): ValidationOptions {
  return { context: { code, ...(params && { params }) } satisfies FieldProblem };
}
