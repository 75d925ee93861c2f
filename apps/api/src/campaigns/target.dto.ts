import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { type AudienceJson, MOST_CHATS, PIN_HOURS, type Target } from '#lib/campaigns';
import { detailAt } from '../problem/error-detail.js';
import { ValidationFailedError } from '../problem/edge-errors.js';
import type { Shape } from '../shape.js';
import {
  BooleanField,
  ChoiceField,
  IdsField,
  InstantField,
  instantOf,
  IntegerField,
} from '../validation/fields.js';

const TARGET_TYPES = ['people', 'chat', 'thread'] as const;

const TYPE = {
  description:
    '`people`: everybody of the audience gets a direct message. `chat`: one message into each of `chat_ids`, ' +
    'conversations or channels that the bot is in; then there is no audience. `thread`: one message into each of ' +
    '`thread_ids` and into the thread below each of `message_ids`, and no audience.',
  of: TARGET_TYPES,
  example: 'people',
};
const CHAT_IDS = {
  description: `Of \`chat\`: 1 to ${String(MOST_CHATS)} ids, as GET /v1/directory/chats lists them.`,
  max: MOST_CHATS,
  optional: true,
  example: [],
};

const THREAD_IDS = {
  description:
    `Of \`thread\`: ids of threads, with \`message_ids\` 1 to ${String(MOST_CHATS)}. Whether the bot can post there is ` +
    'found out in a few seconds: POST …/check tells. The bot needs the scope `threads:read`.',
  max: MOST_CHATS,
  optional: true,
  example: [],
};

const MESSAGE_IDS = {
  description:
    'Of `thread`: ids of messages of chats. The thread below each is used, and opened once the campaign is sent where there ' +
    'is none. The bot needs the scope `threads:create`.',
  max: MOST_CHATS,
  optional: true,
  example: [],
};

const SKIP_INVITE_MENTIONS = {
  description:
    'Of `thread`: people whom the text mentions are not made members of the thread. Otherwise they are.',
  optional: true,
  example: false,
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
    'Of `chat`: each post is pinned for so many hours after it was posted, in every run of a campaign that recurs. Not ' +
    'with `pin_until`.',
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

  @IdsField(THREAD_IDS)
  readonly thread_ids?: readonly number[] | null;

  @IdsField(MESSAGE_IDS)
  readonly message_ids?: readonly number[] | null;

  @BooleanField(SKIP_INVITE_MENTIONS)
  readonly skip_invite_mentions?: boolean | null;

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

  @IdsField(THREAD_IDS)
  readonly thread_ids?: readonly number[] | null;

  @IdsField(MESSAGE_IDS)
  readonly message_ids?: readonly number[] | null;

  @BooleanField(SKIP_INVITE_MENTIONS)
  readonly skip_invite_mentions?: boolean | null;

  @InstantField(PIN_UNTIL)
  readonly pin_until?: string | null;

  @IntegerField(PIN_FOR_HOURS)
  readonly pin_for_hours?: number | null;
}

export class CampaignTargetDto {
  @ApiProperty({ enum: TARGET_TYPES, example: 'people' })
  readonly type!: string;

  @ApiProperty({ description: 'Empty unless `type` is `chat`.', type: [Number], example: [] })
  readonly chat_ids!: readonly number[];

  @ApiProperty({ description: 'Empty unless `type` is `thread`.', type: [Number], example: [] })
  readonly thread_ids!: readonly number[];

  @ApiProperty({ description: 'Empty unless `type` is `thread`.', type: [Number], example: [] })
  readonly message_ids!: readonly number[];

  @ApiProperty({ example: false })
  readonly skip_invite_mentions!: boolean;

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

interface Addressing {
  readonly target: Target;
  readonly audience: AudienceJson;
}

/** Either people and an audience, or chats or threads and none. @throws ValidationFailedError */
export function targetOf({ target, audience }: Named): Addressing {
  const type = target?.type ?? 'people';
  refuseForeign(target ?? {}, type);
  if (type === 'people') {
    if (audience === undefined || audience === null) throw refused('#/audience', 'required');
    return { target: null, audience };
  }
  if (audience !== undefined && audience !== null) throw refused('#/audience', 'audience_of_chat');
  return { target: type === 'chat' ? chatTarget(target ?? {}) : threadTarget(target ?? {}), audience: {} };
}

type Places = Partial<Shape<TargetBody>>;

/** What belongs to another type of target is no setting of this one. */
function refuseForeign(places: Places, type: (typeof TARGET_TYPES)[number]): void {
  const given = {
    chat: {
      chat_ids: isGiven(places.chat_ids),
      pin_until: instantOf(places.pin_until) !== null,
      pin_for_hours: (places.pin_for_hours ?? null) !== null,
    },
    thread: {
      thread_ids: isGiven(places.thread_ids),
      message_ids: isGiven(places.message_ids),
      skip_invite_mentions: places.skip_invite_mentions === true,
    },
  };
  for (const owner of ['chat', 'thread'] as const)
    for (const [field, isThere] of Object.entries(given[owner]))
      if (isThere && owner !== type)
        throw refused(
          `#/target/${field}`,
          field.startsWith('pin_') && type === 'thread' ? 'pin_in_thread' : `${owner}s_only`,
        );
}

const isGiven = (ids: readonly number[] | null | undefined): boolean => (ids ?? []).length > 0;

function chatTarget({ chat_ids, pin_until, pin_for_hours }: Places): Target {
  const chatIds = chat_ids ?? [];
  const pinUntil = instantOf(pin_until)?.toISOString();
  const pinForHours = pin_for_hours ?? null;
  if (chatIds.length === 0) throw refused('#/target/chat_ids', 'required');
  if (pinUntil !== undefined && pinForHours !== null) throw refused('#/target/pin_for_hours', 'pinned_twice');
  const pin = { ...(pinUntil !== undefined && { pinUntil }), ...(pinForHours !== null && { pinForHours }) };
  return { type: 'chat', chatIds, ...pin };
}

function threadTarget({ thread_ids, message_ids, skip_invite_mentions }: Places): Target {
  const [threadIds, messageIds] = [thread_ids ?? [], message_ids ?? []];
  const count = threadIds.length + messageIds.length;
  if (count === 0) throw refused('#/target/thread_ids', 'threads_missing');
  if (count > MOST_CHATS) throw refused('#/target/message_ids', 'too_many', { max: MOST_CHATS });
  return { type: 'thread', threadIds, messageIds, skipInviteMentions: skip_invite_mentions ?? false };
}

function refused(pointer: string, code: string, params: Record<string, unknown> = {}): ValidationFailedError {
  return new ValidationFailedError([detailAt({ pointer, code, params })]);
}

/** As a body would name it. */
export function targetBodyOf(target: Target): Shape<CampaignTargetDto> {
  const none = {
    chat_ids: [],
    thread_ids: [],
    message_ids: [],
    skip_invite_mentions: false,
    pin_until: null,
    pin_for_hours: null,
  };
  if (target === null) return { type: 'people', ...none };
  if (target.type === 'chat') {
    const pin = { pin_until: target.pinUntil ?? null, pin_for_hours: target.pinForHours ?? null };
    return { ...none, type: 'chat', chat_ids: [...target.chatIds], ...pin };
  }
  const { threadIds, messageIds, skipInviteMentions } = target;
  return {
    ...none,
    type: 'thread',
    thread_ids: [...threadIds],
    message_ids: [...messageIds],
    skip_invite_mentions: skipInviteMentions,
  };
}
