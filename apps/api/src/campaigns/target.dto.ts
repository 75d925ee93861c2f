import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { type AudienceJson, MOST_CHATS, PIN_HOURS, type Target } from '#lib/campaigns';
import { detailAt } from '../problem/detail-texts.js';
import { ValidationFailedError } from '../problem/edge-errors.js';
import type { Shape } from '../shape.js';
import { ChoiceField, IdsField, InstantField, instantOf, IntegerField } from '../validation/fields.js';

const TARGET_TYPES = ['people', 'chat'] as const;

const TYPE = {
  description:
    '`people`: everybody of the audience gets a direct message. `chat`: one message into each of `chat_ids`, ' +
    'conversations or channels that the bot is in; then there is no audience.',
  of: TARGET_TYPES,
  example: 'people',
};
const CHAT_IDS = {
  description: `Of \`chat\`: 1 to ${String(MOST_CHATS)} ids, as GET /v1/directory/chats lists them.`,
  max: MOST_CHATS,
  optional: true,
  example: [],
};

const PIN_UNTIL = {
  description:
    'Of `chat`: each post is pinned once it is proved to be there, and unpinned at this moment. The bot needs the scope ' +
    '`pins:write`; `chat.pin` of the recipients tells what became of it. null: it is not pinned.',
  optional: true,
  example: '2026-12-24T15:00:00.000Z',
};

const PIN_FOR_HOURS = {
  description:
    'The same, for so many hours after each post: of a campaign that recurs each run is pinned for as long. Not with ' +
    '`pin_until`.',
  min: PIN_HOURS.least,
  max: PIN_HOURS.most,
  optional: true,
  example: 72,
};

@ApiSchema({ name: 'CampaignTarget' })
export class TargetBody {
  @ChoiceField(TYPE)
  readonly type!: (typeof TARGET_TYPES)[number];

  @IdsField(CHAT_IDS)
  readonly chat_ids?: readonly number[] | null;

  @InstantField(PIN_UNTIL)
  readonly pin_until?: string | null;

  @IntegerField(PIN_FOR_HOURS)
  readonly pin_for_hours?: number | null;
}

@ApiSchema({ name: 'UpdateCampaignTarget' })
export class TargetPatch {
  @ChoiceField({ ...TYPE, optional: true })
  readonly type?: (typeof TARGET_TYPES)[number] | null;

  @IdsField(CHAT_IDS)
  readonly chat_ids?: readonly number[] | null;

  @InstantField(PIN_UNTIL)
  readonly pin_until?: string | null;

  @IntegerField(PIN_FOR_HOURS)
  readonly pin_for_hours?: number | null;
}

export class CampaignTargetDto {
  @ApiProperty({ enum: TARGET_TYPES, example: 'people' })
  readonly type!: string;

  @ApiProperty({ description: 'Empty for people.', type: [Number], example: [] })
  readonly chat_ids!: readonly number[];

  @ApiProperty({
    description: 'Until when each post is pinned; null: it is not, or for `pin_for_hours`.',
    type: String,
    format: 'date-time',
    nullable: true,
    example: null,
  })
  readonly pin_until!: string | null;

  @ApiProperty({
    description:
      'For how long after it was posted each post is pinned; null: it is not, or until `pin_until`.',
    type: Number,
    nullable: true,
    example: null,
  })
  readonly pin_for_hours!: number | null;
}

/** Where a body says that it goes. */
interface Named {
  readonly target?: Shape<TargetBody> | null;
  readonly audience?: AudienceJson | null;
}

/** Either people and an audience, or chats and none. @throws ValidationFailedError */
export function targetOf({ target, audience }: Named): {
  readonly target: Target;
  readonly audience: AudienceJson;
} {
  const chatIds = target?.chat_ids ?? [];
  const pinUntil = instantOf(target?.pin_until)?.toISOString();
  const pinForHours = target?.pin_for_hours ?? null;
  if (target?.type !== 'chat') {
    if (chatIds.length > 0) throw refused('#/target/chat_ids', 'chats_for_people');
    if (pinUntil !== undefined) throw refused('#/target/pin_until', 'chats_for_people');
    if (pinForHours !== null) throw refused('#/target/pin_for_hours', 'chats_for_people');
    if (audience === undefined || audience === null) throw refused('#/audience', 'required');
    return { target: null, audience };
  }
  if (chatIds.length === 0) throw refused('#/target/chat_ids', 'required');
  if (audience !== undefined && audience !== null) throw refused('#/audience', 'audience_of_chat');
  if (pinUntil !== undefined && pinForHours !== null) throw refused('#/target/pin_for_hours', 'pinned_twice');
  const pin = { ...(pinUntil !== undefined && { pinUntil }), ...(pinForHours !== null && { pinForHours }) };
  return { target: { type: 'chat', chatIds, ...pin }, audience: {} };
}

function refused(pointer: string, code: string): ValidationFailedError {
  return new ValidationFailedError([detailAt({ pointer, code })]);
}

export function targetBodyOf(target: Target): Shape<CampaignTargetDto> {
  return target === null
    ? { type: 'people', chat_ids: [], pin_until: null, pin_for_hours: null }
    : {
        type: target.type,
        chat_ids: [...target.chatIds],
        pin_until: target.pinUntil ?? null,
        pin_for_hours: target.pinForHours ?? null,
      };
}
