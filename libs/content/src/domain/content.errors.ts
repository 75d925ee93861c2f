import { DomainError, type ErrorDetail } from '#lib/kernel';

/** Where in a request the text of a campaign stands. */
export const TEMPLATE_POINTER = '#/content/template';

/** The text cannot be used as it is; the details say where and why. */
export class TemplateError extends DomainError {
  readonly code = 'template_error';
  override readonly details: readonly ErrorDetail[];

  /** @param problem its `code`: `syntax`, `unknown_field`, `too_long`, `blank`, `broken_characters`, `direction_mark`, `too_expensive`,
   *   `unknown_mention`, `ambiguous_mention` */
  constructor(problem: Omit<ErrorDetail, 'pointer'>) {
    super(problem.detail);
    this.details = [{ pointer: TEMPLATE_POINTER, ...problem }];
  }
}
