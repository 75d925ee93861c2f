import type { components } from './openapi.js';

/** RFC 9457, as the API answers every refusal; some codes have further members. */
export type ProblemDocument = components['schemas']['Problem'] & Readonly<Record<string, unknown>>;

/** `code` when what answered was not the API: a proxy's page, for example. */
export const NO_PROBLEM_DOCUMENT = 'no_problem_document';

/**
 * What the API, or something before it, refused. Branch on `code`, which never changes its meaning; `message` is for
 * people, in the client's language.
 */
export class VestnikProblem extends Error {
  override readonly name = 'VestnikProblem';
  readonly status: number;
  readonly code: string;
  /** For the operator: the log has it, too. `null` when the answer was not the API's. */
  readonly requestId: string | null;
  /** Places of the request that are wrong. */
  readonly errors: readonly components['schemas']['ProblemPlaceDto'][];
  /** Everything that was said; `null` when the answer was not the API's. */
  readonly document: ProblemDocument | null;

  /** @param request method and path */
  constructor(request: string, status: number, document: ProblemDocument | null) {
    super(`${request} answered ${status}: ${document?.detail ?? 'no problem document'}`);
    this.status = status;
    this.code = document?.code ?? NO_PROBLEM_DOCUMENT;
    this.requestId = document?.request_id ?? null;
    this.errors = document?.errors ?? [];
    this.document = document;
  }
}

/** The problem of a refused answer. */
export async function problemOf(request: Request, response: Response): Promise<VestnikProblem> {
  const name = `${request.method} ${new URL(request.url).pathname}`;
  return new VestnikProblem(name, response.status, documentOf(await response.text()));
}

function documentOf(text: string): ProblemDocument | null {
  try {
    const read = JSON.parse(text) as Partial<ProblemDocument> | null;
    return typeof read?.code === 'string' && typeof read.detail === 'string'
      ? (read as ProblemDocument)
      : null;
  } catch {
    return null;
  }
}
