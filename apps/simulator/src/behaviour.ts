/**
 * What the vendor's documents leave open, and how this simulator decides it. Every field can be given at the start and
 * changed while it runs (`PUT /_sim/behaviour`). The defaults are the suggestions that the project works with; the
 * other values are there so that the client can be shown to survive either answer.
 */
export interface SimulatorBehaviour {
  /** Off: nothing is ever answered 429 by the limiter (faults still may). */
  readonly limitsEnabled: boolean;
  /** Most sends, edits and deletes of one token in any second, over all chats together; `null` = no such cap. */
  readonly sendCapPerSecond: number | null;
  /** Is every read of messages counted against the 10 a second, or only `GET /messages`? */
  readonly readLimitCovers: 'all_reads' | 'history_only';
  /** How a 429 of the limiter tells the wait. */
  readonly retryAfterFormat: 'seconds' | 'http_date' | 'absent';
  /** What a token gets that was throttled `abuseBreaches` times within `abuseWindowMs`, for `abuseLengthMs`. */
  readonly abuseAnswer: 'forbidden' | 'unauthorized' | 'none';
  readonly abuseBreaches: number;
  readonly abuseWindowMs: number;
  readonly abuseLengthMs: number;

  /** Direct message to a suspended person. */
  readonly messageToSuspended: 'refused_422' | 'refused_403' | 'accepted';
  /** Direct message to an id that does not exist or was deleted. */
  readonly messageToUnknown: 'refused_404' | 'refused_422';
  readonly messageToSelf: 'refused_422' | 'accepted';
  readonly messageToBot: 'accepted' | 'refused_422';
  /** Direct message to somebody who has not confirmed the invitation. */
  readonly messageToInvited: 'accepted' | 'refused_422';
  /** Direct message to a guest or a guest of several chats. */
  readonly messageToGuest: 'accepted' | 'refused_422';

  /** Longest message text, counted in `contentUnit`. */
  readonly maxContentLength: number;
  readonly contentUnit: 'bytes' | 'characters';
  /** A message without text and without files. */
  readonly emptyContent: 'refused' | 'accepted';
  /** More than 8 buttons in a row, 100 in all or 32 rows. */
  readonly buttonOverflow: 'refused' | 'accepted';
  /** A button with both `url` and `data`: the link wins and clicks tell nothing, or the message is refused. */
  readonly buttonWithBoth: 'url_wins' | 'refused';
  /** What is kept of a `#fragment` in `display_avatar_url`. */
  readonly avatarFragment: 'kept' | 'stripped';
  /** Is the `data` of a button told to whoever reads the message? */
  readonly buttonData: 'kept' | 'dropped';
  /** An edit that names no `display_avatar_url`: the old one stays, or the bot's own is shown again. */
  readonly editKeepsAvatar: boolean;
  /** The same text to the same chat by the same token again within 5 seconds. */
  readonly repeatedMessage: 'accepted' | 'refused_409';
  /** A message whose `parent_message_id` is that of a deleted one. */
  readonly replyToDeleted: 'refused_422' | 'refused_404' | 'accepted';
  /** Files that one message may carry. */
  readonly maxFiles: number;
  /** May a key that was uploaded once be attached to several messages? */
  readonly fileKeyReuse: boolean;
  readonly uploadSuccessStatus: 204 | 201;
  /** How long the signature of `POST /uploads` is good for. */
  readonly uploadLifetimeMs: number;
  /** Text that a data-loss rule puts `dlpReplacement` in place of; `null` = no rule. The answer shows the new text. */
  readonly dlpText: string | null;
  readonly dlpReplacement: string;

  /** Is the author of a message among its readers? */
  readonly readersIncludeSender: boolean;
  readonly readersIncludeSuspended: boolean;
  readonly readersOrder: 'read_time' | 'id';
  /** Real milliseconds before a read shows in `read_member_ids`. */
  readonly readersLatencyMs: number;

  readonly usersListSuspended: boolean;
  readonly usersListInvited: boolean;
  readonly usersListBots: boolean;
  readonly usersListDeleted: boolean;
  /** Are suspended people in the list of a tag and in its `users_count`? */
  readonly tagsIncludeSuspended: boolean;
  /** The workspace setting that lets bots see e-mail addresses and phone numbers. */
  readonly personalDataVisible: boolean;

  /** A `limit` out of range. */
  readonly limitOutOfRange: 'clamped' | 'refused';
  readonly badCursor: 'refused' | 'ignored';
  /** What a cursor remembers: the last row's key, or (unstable under inserts) how many rows were seen. */
  readonly pagination: 'keyset' | 'offset';

  /** Status for a body without a required field. */
  readonly missingFieldStatus: 400 | 422;
  /** `key` of an error: `content`, or `message.content`. */
  readonly errorKeys: 'bare' | 'nested';
  /** `error` of the 401 for a request without `Authorization`. */
  readonly missingTokenError: 'invalid_token' | 'unauthenticated';

  /** Editing a message of somebody else. */
  readonly editForeign: 'refused_403' | 'refused_404';
  readonly editDeleted: 'refused_422' | 'refused_404';
  /** Age after which a message cannot be edited; `null` = never. */
  readonly editWindowMs: number | null;
  readonly deleteTwice: 'refused_404' | 'accepted';
  /** Does `GET` of a deleted message still show `display_name`, `display_avatar_url` and buttons? */
  readonly deletedKeepsMarks: boolean;
  /** `entity_id` of a direct message: the other person, or the chat. */
  readonly directEntityId: 'peer' | 'chat';

  readonly webhookTimeoutMs: number;
  /** Waits before the 2nd, 3rd … delivery of a webhook that was not answered 2xx; its length is the number of repeats. */
  readonly webhookRetryMs: readonly number[];
  readonly eventRetentionMs: number;
  readonly eventsOrder: 'newest_first' | 'oldest_first';
  /** How long after a click its trigger may open a form; documented as three seconds. */
  readonly triggerLifetimeMs: number;
  /** How long somebody who sent a form waits for the bot's answer; documented as three seconds. */
  readonly formAnswerMs: number;
  /** Is the bot told about messages that it sent itself (unless it has `ignore_self_messages`)? */
  readonly echoOwnMessages: boolean;

  /** When people read: after a plausible delay, as soon as a message arrives, or only when told to over `/_sim`. */
  readonly peopleRead: 'plausibly' | 'at_once' | 'never';
  /** Half of those who read do so within this many simulated minutes of attention. */
  readonly readMedianMinutes: number;
  /** Share of people who never read a given message. */
  readonly neverReadShare: number;
  /** Shares of readers who then click a data button, react, answer, delete the message. */
  readonly clickShare: number;
  readonly reactShare: number;
  readonly replyShare: number;
  readonly deleteShare: number;
}

export const DEFAULT_BEHAVIOUR: SimulatorBehaviour = {
  limitsEnabled: true,
  sendCapPerSecond: null,
  readLimitCovers: 'all_reads',
  retryAfterFormat: 'seconds',
  abuseAnswer: 'forbidden',
  abuseBreaches: 50,
  abuseWindowMs: 10_000,
  abuseLengthMs: 60_000,

  messageToSuspended: 'refused_422',
  messageToUnknown: 'refused_404',
  messageToSelf: 'refused_422',
  messageToBot: 'accepted',
  messageToInvited: 'accepted',
  messageToGuest: 'accepted',

  maxContentLength: 40_000,
  contentUnit: 'bytes',
  emptyContent: 'refused',
  buttonOverflow: 'refused',
  buttonWithBoth: 'url_wins',
  avatarFragment: 'kept',
  buttonData: 'kept',
  editKeepsAvatar: true,
  repeatedMessage: 'accepted',
  replyToDeleted: 'refused_422',
  maxFiles: 10,
  fileKeyReuse: true,
  uploadSuccessStatus: 204,
  uploadLifetimeMs: 3_600_000,
  dlpText: null,
  dlpReplacement: '[скрыто]',

  readersIncludeSender: false,
  readersIncludeSuspended: true,
  readersOrder: 'read_time',
  readersLatencyMs: 0,

  usersListSuspended: true,
  usersListInvited: true,
  usersListBots: true,
  usersListDeleted: false,
  tagsIncludeSuspended: true,
  personalDataVisible: true,

  limitOutOfRange: 'clamped',
  badCursor: 'refused',
  pagination: 'keyset',

  missingFieldStatus: 400,
  errorKeys: 'bare',
  missingTokenError: 'invalid_token',

  editForeign: 'refused_403',
  editDeleted: 'refused_422',
  editWindowMs: null,
  deleteTwice: 'refused_404',
  deletedKeepsMarks: false,
  directEntityId: 'peer',

  webhookTimeoutMs: 5_000,
  webhookRetryMs: [1_000, 5_000, 30_000, 300_000],
  eventRetentionMs: 7 * 24 * 3_600_000,
  eventsOrder: 'newest_first',
  triggerLifetimeMs: 3_000,
  formAnswerMs: 3_000,
  echoOwnMessages: true,

  peopleRead: 'plausibly',
  readMedianMinutes: 40,
  neverReadShare: 0.07,
  clickShare: 0.6,
  reactShare: 0.08,
  replyShare: 0.03,
  deleteShare: 0,
};
