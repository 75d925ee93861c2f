import type { CheckIssue } from './campaign-check.js';
import type { MissingScope } from './missing-scope.js';
import { type BlockedPlace, type Obstacle, PLACE_LISTS } from './target.js';
import { obstacleSentence, placeFacts } from './target.errors.js';
import { type Repeat, repeatFacts, repeatSentence } from './repeat.js';

/** A mirror older than this is worth a word: somebody may have joined or left since. */
export const STALE_DIRECTORY_MS = 60 * 60_000;

/** What is known about a campaign when it is checked; `null` where there is none. */
export interface CheckFacts {
  readonly matched: number;
  readonly toSend: number;
  /** What the audience names in vain. */
  readonly unresolved: { readonly code: string; readonly detail: string } | null;
  /** Limits of whoever would send it that it goes beyond. */
  readonly beyondLimits: readonly Pick<CheckIssue, 'code' | 'detail' | 'params'>[];
  /** Of `toSend`. */
  readonly guests: number;
  /** Of `toSend`. */
  readonly invited: number;
  readonly sender: {
    readonly status: 'checking' | 'active' | 'held';
    readonly holdCode: string | null;
  } | null;
  /** A right that the bot lacks for what the message carries. */
  readonly missingScope: MissingScope | null;
  /** A button opens a form: the scope that the bot lacks for it, and whether its events are posted here. */
  readonly question: {
    readonly missingScope: string | null;
    readonly webhook: 'absent' | 'untried' | 'tried';
  } | null;
  /** The text asks for a reaction, and nothing tells of the bot's reactions: why its history cannot be read. */
  readonly unheardBecause: string | null;
  /** Posts are to be pinned, and the bot may not. */
  readonly lacksPinScope: boolean;
  readonly directoryAgeMs: number | null;
  /** What the linter says about the content. */
  readonly content: readonly CheckIssue[];
  readonly missingFields: readonly { readonly field: string; readonly count: number }[];
  /** Of those who are to get it first, the ones who would not get it at all. */
  readonly rampOutside: readonly number[];
  /** That most of them were sent the same a short time ago. */
  readonly repeat: Repeat | null;
  /** Of a campaign into chats and threads. */
  readonly chats: ChatFacts | null;
  /** Milliseconds from now; negative: it has passed. */
  readonly expiresInMs: number | null;
  /** The same, of the moment until which people may join. */
  readonly openForMs: number | null;
  readonly durationMs: number;
}

interface ChatFacts {
  /** Where nothing can be posted. */
  readonly blocked: readonly BlockedPlace[];
  /** Channels of which it is not known yet whether the bot may write there. */
  readonly untold: readonly number[];
  /** Whether a post can carry a marker. */
  readonly isMarked: boolean;
}

/** Everything that would go wrong or not as meant, errors first. */
export function checkIssues(facts: CheckFacts): CheckIssue[] {
  const issues = [
    ...unresolvedIssues(facts),
    ...(facts.chats === null ? audienceIssues(facts) : chatIssues(facts.chats)),
    ...limitIssues(facts),
    ...outsiderIssues(facts),
    ...senderIssues(facts),
    ...questionIssues(facts),
    ...unheardIssues(facts),
    ...pinIssues(facts),
    ...repeatIssues(facts),
    ...expiryIssues(facts),
    ...joiningIssues(facts),
    ...directoryIssues(facts),
    ...facts.missingFields.map(missingFieldIssue),
    ...rampIssues(facts),
    ...facts.content,
  ];
  return [
    ...issues.filter(({ level }) => level === 'error'),
    ...issues.filter(({ level }) => level === 'warning'),
  ];
}

function audienceIssues({ matched, toSend }: CheckFacts): CheckIssue[] {
  if (toSend > 0) return [];
  const detail =
    matched === 0 ? 'Nobody belongs to the audience.' : `All ${matched} people of the audience are left out.`;
  return [{ level: 'error', code: 'audience_empty', pointer: '#/audience', detail, params: { matched } }];
}

function unresolvedIssues({ unresolved, chats }: CheckFacts): CheckIssue[] {
  const pointer = chats === null ? '#/audience' : '#/target/chat_ids';
  return unresolved === null ? [] : [{ level: 'error', pointer, ...unresolved }];
}

/** The code of a check for each obstacle. */
const OBSTACLES = {
  not_found: 'place_not_found',
  chat_archived: 'chat_archived',
  no_access: 'chat_not_member',
  read_only: 'chat_read_only',
  chat_unknown: 'thread_chat_unknown',
  direct_chat: 'thread_in_direct_chat',
  message_deleted: 'thread_message_deleted',
  message_in_thread: 'thread_in_thread',
  thread_alone: 'thread_without_message',
  scope_missing: 'thread_unreadable',
  not_looked_at: 'thread_not_looked_at',
  named_twice: 'thread_named_twice',
} as const satisfies Record<Obstacle, string>;

function obstacleIssue(place: BlockedPlace): CheckIssue[] {
  // A chat that is not there is told already, as what the draft names in vain.
  if (place.kind === 'chat' && place.why === 'not_found') return [];
  const pointer = `#/target/${PLACE_LISTS[place.kind]}`;
  const detail = obstacleSentence(place);
  return [{ level: 'error', code: OBSTACLES[place.why], pointer, detail, params: placeFacts(place) }];
}

function untoldIssue(chatId: number): CheckIssue {
  const detail =
    `Chat ${chatId} is a channel, and the messenger was not heard yet on whether the bot may write there. Check again ` +
    'in a few seconds; or see that it is an editor.';
  const params = { chat_id: chatId };
  return { level: 'warning', code: 'chat_right_unknown', pointer: '#/target/chat_ids', detail, params };
}

function chatIssues({ blocked, untold, isMarked }: ChatFacts): CheckIssue[] {
  const issues = [...blocked.flatMap(obstacleIssue), ...untold.map(untoldIssue)];
  if (isMarked) return issues;
  const detail =
    'The bot has no picture, so its post carries no marker. Should the answer to a post be lost, somebody has to say ' +
    'whether it is in the chat. Give the bot a picture, or the message one (content.persona).';
  return [...issues, { level: 'warning', code: 'chat_post_unmarked', pointer: '#/target', detail }];
}

function limitIssues({ beyondLimits, chats }: CheckFacts): CheckIssue[] {
  const pointer = chats === null ? '#/audience' : '#/target';
  return beyondLimits.map((problem) => ({ level: 'error', pointer, ...problem }));
}

/** Nobody is left out unless the draft says so; who might not be meant is told. */
function outsiderIssues({ guests, invited }: CheckFacts): CheckIssue[] {
  const told = { level: 'warning', pointer: '#/delivery' } as const;
  const guest: CheckIssue = {
    ...told,
    code: 'guests_included',
    params: { count: guests },
    detail: `${guests} of the recipients are guests of other companies. To leave them out: delivery.skip_guests.`,
  };
  const invitee: CheckIssue = {
    ...told,
    code: 'invited_included',
    params: { count: invited },
    detail: `${invited} of the recipients have not confirmed their invitation. To leave them out: delivery.skip_invited.`,
  };
  return [...(guests > 0 ? [guest] : []), ...(invited > 0 ? [invitee] : [])];
}

/** What a scope is needed for, by the place in the campaign that asks for it. */
const NEEDS = {
  '#/content/files': 'send the files',
  '#/target/thread_ids': 'look at the threads',
  '#/target/message_ids': 'open the threads',
} as const satisfies Record<MissingScope['pointer'], string>;

function senderIssues({ sender, missingScope }: CheckFacts): CheckIssue[] {
  const pointer = '#/sender_id';
  if (missingScope !== null) {
    const { scope, pointer: at } = missingScope;
    const detail = `The bot lacks the scope «${scope}», without which it cannot ${NEEDS[at]}.`;
    return [{ level: 'error', code: 'sender_scope_missing', pointer: at, detail, params: { scope } }];
  }
  if (sender === null) {
    const detail = 'There is no bot to send with. Add one with POST /v1/senders.';
    return [{ level: 'error', code: 'sender_missing', pointer, detail }];
  }
  if (sender.status === 'held') {
    const detail = 'The messenger refuses the bot. GET /v1/senders says why.';
    return [{ level: 'error', code: 'sender_held', pointer, detail, params: { hold_code: sender.holdCode } }];
  }
  if (sender.status === 'active') return [];
  const detail = 'The token of the bot was not tried yet. Sending starts once it was found to work.';
  return [{ level: 'warning', code: 'sender_unchecked', pointer, detail }];
}

function questionIssues({ question }: CheckFacts): CheckIssue[] {
  if (question === null) return [];
  const pointer = '#/content/buttons';
  const { missingScope: scope, webhook } = question;
  const issues: CheckIssue[] = [];
  if (scope !== null) {
    const detail = `The bot lacks the scope «${scope}», without which it cannot open the form of a question.`;
    issues.push({ level: 'error', code: 'sender_scope_missing', pointer, detail, params: { scope } });
  }
  if (webhook === 'absent') {
    const detail =
      'A question is asked by a form, and forms come by the webhook alone: nothing would happen at a click. Set it up ' +
      'with POST /v1/senders/{id}/webhook, or take the button out.';
    issues.push({ level: 'error', code: 'question_needs_webhook', pointer, detail });
  }
  if (webhook === 'untried') {
    const detail =
      "The bot's webhook has not brought anything yet. See that the messenger has its address and the event " +
      'button_click: GET /v1/senders/{id}/webhook.';
    issues.push({ level: 'warning', code: 'question_webhook_untried', pointer, detail });
  }
  return issues;
}

function unheardIssues({ unheardBecause }: CheckFacts): CheckIssue[] {
  if (unheardBecause === null) return [];
  return [
    {
      level: 'warning',
      code: 'reactions_unheard',
      pointer: '#/content/acknowledge_by',
      detail:
        `Reactions would not be heard of: the bot's event history cannot be read (${unheardBecause}), and it has no ` +
        'webhook. Give it the scope «webhooks:events:read» and turn the history on with the event reaction_new, or ' +
        'set a webhook up: POST /v1/senders/{id}/webhook.',
      params: { because: unheardBecause },
    },
  ];
}

function pinIssues({ lacksPinScope }: CheckFacts): CheckIssue[] {
  if (!lacksPinScope) return [];
  const detail = 'The bot lacks the scope «pins:write»: its posts would be sent, and not pinned.';
  const params = { scope: 'pins:write' };
  return [{ level: 'warning', code: 'pin_scope_missing', pointer: '#/target', detail, params }];
}

function expiryIssues({ expiresInMs, durationMs }: CheckFacts): CheckIssue[] {
  const pointer = '#/expires_at';
  if (expiresInMs === null || expiresInMs > durationMs) return [];
  if (expiresInMs <= 0) {
    const detail = 'expires_at has passed: nobody would get the message.';
    return [{ level: 'error', code: 'campaign_expired', pointer, detail }];
  }
  const detail = 'At the estimated rate some people would not get the message before expires_at.';
  return [{ level: 'warning', code: 'expires_too_soon', pointer, detail }];
}

function joiningIssues({ openForMs }: CheckFacts): CheckIssue[] {
  if (openForMs === null || openForMs > 0) return [];
  const detail = 'open_until has passed: nobody would join after the launch.';
  const pointer = '#/delivery/late_joiners/open_until';
  return [{ level: 'warning', code: 'late_joiners_over', pointer, detail }];
}

function directoryIssues({ directoryAgeMs }: CheckFacts): CheckIssue[] {
  if (directoryAgeMs !== null && directoryAgeMs <= STALE_DIRECTORY_MS) return [];
  const ageSeconds = directoryAgeMs === null ? null : Math.round(directoryAgeMs / 1_000);
  const detail =
    ageSeconds === null
      ? 'The directory was never read in full.'
      : `The directory was last read ${Math.round(ageSeconds / 60)} minutes ago; people may have joined or left since.`;
  return [{ level: 'warning', code: 'directory_stale', detail, params: { age_s: ageSeconds } }];
}

function repeatIssues({ repeat }: CheckFacts): CheckIssue[] {
  if (repeat === null) return [];
  const params = repeatFacts(repeat);
  const detail = `${repeatSentence(params)} Sending it needs "confirm_repeat": true.`;
  return [{ level: 'warning', code: 'repeat_suspected', pointer: '#/content/template', detail, params }];
}

function rampIssues({ rampOutside }: CheckFacts): CheckIssue[] {
  if (rampOutside.length === 0) return [];
  const detail = `Not among the recipients, so nothing goes to them first: ${rampOutside.join(', ')}. Add them to the audience if they should look first.`;
  const pointer = '#/delivery/ramp/first_to';
  return [{ level: 'warning', code: 'ramp_outside', pointer, detail, params: { ids: rampOutside } }];
}

function missingFieldIssue({ field, count }: { readonly field: string; readonly count: number }): CheckIssue {
  return {
    level: 'warning',
    code: 'field_missing',
    pointer: '#/content/template',
    detail: `${count} of the recipients have no ${field}, and the text has no fallback: | default: "…".`,
    params: { field, count },
  };
}
