import { ApiSchema } from '@nestjs/swagger';
import type { KeyLimits } from '#lib/access';
import { AudienceDto } from '../audiences/audience-rules.dto.js';
import type { Shape } from '../shape.js';
import { IntegerField, OpenObjectField } from '../validation/fields.js';

/** More people than any workspace has. */
const MOST_PEOPLE = 10_000_000;

/** What a key may set in motion at most. */
@ApiSchema({ name: 'KeyLimits' })
export class KeyLimitsBody {
  @IntegerField({
    description: 'People whom one campaign, or one change of what was sent, may reach; null: any number.',
    min: 1,
    max: MOST_PEOPLE,
    optional: true,
    example: 300,
  })
  readonly max_recipients?: number | null;

  @OpenObjectField(
    {
      description:
        'Rules of an audience: everybody who gets something must be of it, however the campaign names them. Null: anybody.',
      optional: true,
    },
    { type: () => AudienceDto },
  )
  readonly audience?: Readonly<Record<string, unknown>> | null;
}

/** What every place says that shows or takes them. */
export const LIMITS = {
  description: 'What it may send to, change and take back at most; null: no limits beside its scopes.',
  optional: true,
} as const;

/** As the API shows them. */
export function toLimitsDto(limits: KeyLimits | null): Shape<KeyLimitsBody> | null {
  return limits === null ? null : { max_recipients: limits.maxRecipients, audience: limits.audience };
}
