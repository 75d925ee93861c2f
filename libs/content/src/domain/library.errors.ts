import { DomainError, type ErrorDetail } from '#lib/kernel';

type Facts = Readonly<Record<string, unknown>>;

export class TemplateNotFoundError extends DomainError {
  readonly code = 'not_found';

  constructor() {
    super('There is no such template. GET /v1/templates lists them.');
  }
}

export class TemplateNameTakenError extends DomainError {
  readonly code = 'template_name_taken';

  constructor() {
    super('Another template has this name. One would be taken for the other.');
  }
}

/** Somebody else changed it in between. */
export class TemplateVersionError extends DomainError {
  readonly code = 'precondition_failed';
  override readonly facts: Facts;

  constructor(version: number) {
    super(
      `The template was changed in the meantime: it is at version ${version}. Read it again, then change that.`,
    );
    this.facts = { version };
  }
}

/** It came with the product: it can be changed and reset, not lost. */
export class TemplateBuiltInError extends DomainError {
  readonly code = 'template_built_in';

  constructor() {
    super('This template came with the product and cannot be deleted. Change it, or reset it.');
  }
}

/** Somebody wrote it here: there is nothing of the product's to go back to. */
export class TemplateNotBuiltInError extends DomainError {
  readonly code = 'template_not_built_in';

  constructor() {
    super('This template did not come with the product. Its earlier versions: GET …/versions.');
  }
}

/** A content that no message could have. */
export class TemplateInvalidError extends DomainError {
  readonly code = 'validation_failed';

  constructor(override readonly details: readonly ErrorDetail[]) {
    super(details.map(({ detail }) => detail).join(' '));
  }
}
