import { DomainError, publicId } from '#lib/kernel';

type Facts = Readonly<Record<string, unknown>>;

/** No saved audience has this id. */
export class SavedAudienceNotFoundError extends DomainError {
  readonly code = 'not_found';

  constructor() {
    super('There is no such saved audience. GET /v1/audiences lists them.');
  }
}

/** Names are compared letter by letter; nothing was written. */
export class AudienceNameTakenError extends DomainError {
  readonly code = 'audience_name_taken';

  constructor() {
    super('Another saved audience has this name. Its people would be taken for those of this one.');
  }
}

/** Somebody else changed it in between. */
export class AudienceVersionError extends DomainError {
  readonly code = 'precondition_failed';
  override readonly facts: Facts;

  constructor(version: number) {
    super(
      `The audience was changed in the meantime: it is at version ${version}. Read it again, then change that.`,
    );
    this.facts = { version };
  }
}

/** Who would not know any more whom they are for. */
export interface AudienceUse {
  readonly kind: 'campaign' | 'audience' | 'api_key';
  /** Uuid. */
  readonly id: string;
  readonly name: string;
}

const USED_BY = { campaign: 'cmp', audience: 'aud', api_key: 'key' } as const;

/** Drafts, runs that are not over, other saved audiences or limits of keys name it; `facts` holds the first ones and how many. */
export class AudienceInUseError extends DomainError {
  readonly code = 'audience_in_use';
  override readonly facts: Facts;

  /** @param uses the first ones of `count` */
  constructor(uses: readonly AudienceUse[], count: number) {
    super(
      `The audience is used by ${uses.map(({ name }) => `«${name}»`).join(', ')}` +
        `${count > uses.length ? ` and ${count - uses.length} more` : ''}. Change those first.`,
    );
    this.facts = {
      count,
      used_by: uses.map(({ kind, id, name }) => ({
        object: kind,
        id: publicId(USED_BY[kind], id),
        name,
      })),
    };
  }
}

/** A list has members instead of rules, and the other way round. */
export class AudienceKindError extends DomainError {
  readonly code = 'audience_kind';
  override readonly facts: Facts;

  constructor(is: 'rules' | 'list') {
    super(
      is === 'rules'
        ? 'This audience is made of rules: change those with PATCH. Only a list takes members.'
        : 'This audience is a list: it takes members, not rules.',
    );
    this.facts = { type: is };
  }
}

/** Whoever changed it would change what a key may do. */
export class AudienceIsLimitError extends DomainError {
  readonly code = 'audience_is_limit';

  constructor() {
    super(
      'A key is limited to this audience, or to one that names it: only a key with the scope «api_keys:write» and without ' +
        'limits of its own may change it. Save another audience, or ask an administrator.',
    );
  }
}
