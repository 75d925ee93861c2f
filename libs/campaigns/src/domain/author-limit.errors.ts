import { DomainError } from '#lib/kernel';

type Facts = Readonly<Record<string, unknown>>;

/** It would reach more people than a key may; nothing was done. */
export class KeyLimitExceededError extends DomainError {
  readonly code = 'key_limit_exceeded';
  override readonly facts: Facts;

  /** @param keyId public id of the key: of whoever asks, or of whoever asked a second person */
  constructor(keyId: string, max: number, actual: number) {
    super(
      `It would reach ${String(actual)} people, and the key ${keyId} is limited to ${String(max)} (limits.max_recipients). ` +
        'Nothing was done. Choose fewer people, or ask an administrator.',
    );
    this.facts = { limit: 'max_recipients', max, actual, key_id: keyId };
  }
}

/** Some of those who would get it are outside of the audience that a key is limited to; nothing was done. */
export class AudienceNotAllowedError extends DomainError {
  readonly code = 'audience_not_allowed';
  override readonly facts: Facts;

  /** @param ids of the first of them */
  constructor(
    keyId: string,
    {
      outside,
      people,
      ids,
    }: { readonly outside: number; readonly people: number; readonly ids: readonly number[] },
  ) {
    super(
      `${String(outside)} of the ${String(people)} people are outside of the audience that the key ${keyId} is limited to ` +
        '(limits.audience). Nothing was done. Leave them out, or ask an administrator.',
    );
    this.facts = { limit: 'audience', outside, actual: people, ids, key_id: keyId };
  }
}
