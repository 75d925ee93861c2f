/** One place of a request that is wrong. */
export interface ErrorDetail {
  /** JSON pointer into the body, such as `#/content/template`. */
  readonly pointer?: string;
  /** Name of a query parameter. */
  readonly parameter?: string;
  readonly code: string;
  readonly detail: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/**
 * A failure the caller can act on.
 *
 * `code` is part of the public API: it is what clients branch on, so it never changes once released. The message is
 * for people and may change freely: it says what happened and what to do. Nothing here knows about HTTP;
 * `apps/api/src/problem` owns that mapping.
 */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  /** Facts for machines: they become members of the problem document. */
  readonly facts: Readonly<Record<string, unknown>> = {};
  readonly details: readonly ErrorDetail[] = [];

  override get name(): string {
    return this.constructor.name;
  }
}
