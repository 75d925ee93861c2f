import { DomainError, type ErrorDetail, publicId } from '#lib/kernel';
import type { CampaignStatus } from './campaign-status.js';
import { type Repeat, repeatFacts, repeatSentence } from './repeat.js';
import type { RunStatus } from './run-status.js';

type Facts = Readonly<Record<string, unknown>>;

/** No campaign has this id. */
export class CampaignNotFoundError extends DomainError {
  readonly code = 'not_found';

  constructor() {
    super('There is no such campaign.');
  }
}

/** No run has this id. */
export class RunNotFoundError extends DomainError {
  readonly code = 'not_found';

  constructor() {
    super('There is no such run.');
  }
}

export type CampaignAction =
  | 'change'
  | 'send'
  | 'pause'
  | 'resume'
  | 'cancel'
  | 'prepare'
  | 'complete'
  | 'hold'
  | 'control'
  | 'report'
  | 'retry'
  | 'schedule'
  | 'submit'
  | 'approve'
  | 'reject'
  | 'unschedule'
  | 'remind';

/** The campaign or its run is not in a status that allows this. */
export class StateConflictError extends DomainError {
  readonly code = 'state_conflict';
  override readonly facts: Facts;

  constructor(action: CampaignAction, status: CampaignStatus | RunStatus) {
    super(`${ACTIONS[action]} ${STATES[status]}${HINTS[action] ?? ''}`);
    this.facts = { action, status };
  }
}

const ACTIONS: Readonly<Record<CampaignAction, string>> = {
  change: 'The campaign cannot be changed:',
  send: 'The campaign cannot be sent again:',
  pause: 'There is nothing to pause:',
  resume: 'There is nothing to resume:',
  cancel: 'There is nothing to cancel:',
  prepare: 'The people of the run cannot be frozen:',
  complete: 'The run cannot be completed:',
  hold: 'The run cannot be held:',
  control: 'There is nothing to pause, resume or cancel:',
  report: 'There are no figures:',
  retry: 'Nobody can be tried again:',
  schedule: 'The campaign cannot be scheduled:',
  submit: 'There is nothing to agree to:',
  approve: 'There is nothing to approve:',
  reject: 'There is nothing to reject or to withdraw:',
  unschedule: 'There is no schedule to take back:',
  remind: 'Nobody can be reminded:',
};

const STATES: Readonly<Record<CampaignStatus | RunStatus, string>> = {
  draft: 'it is a draft that was not sent yet.',
  awaiting_approval: 'it waits for a second person (POST …/approve, …/reject, …/withdraw).',
  scheduled: 'it is scheduled.',
  preparing: 'its run is being prepared.',
  running: 'it is running.',
  paused: 'it is paused.',
  cancelling: 'it is being cancelled.',
  completed: 'it is completed.',
  cancelled: 'it was cancelled.',
};

const HINTS: Partial<Readonly<Record<CampaignAction, string>>> = {
  change: ' Only drafts change: take a scheduled one back with POST …/unschedule, or create another.',
  control: ' What is scheduled is taken back with POST …/unschedule.',
  send: ' One campaign is sent once, so that nobody gets it twice. To send it again on purpose, create another.',
};

/** It was sent, and somebody or something paused it: what it needs is `resume`, not another `send`. */
export class CampaignPausedError extends DomainError {
  readonly code = 'campaign_paused';
  override readonly facts: Facts;

  constructor(pause: { readonly by: string; readonly code: string }) {
    super('The campaign was sent already and is paused. Resume it with POST …/resume, or cancel it.');
    this.facts = { paused_by: pause.by, pause_code: pause.code };
  }
}

/** Only drafts leave no trace of a message. */
export class NotDeletableError extends DomainError {
  readonly code = 'not_deletable';
  override readonly facts: Facts;

  constructor(status: CampaignStatus) {
    super('Only drafts can be deleted. What was sent stays, with the figures of who got it.');
    this.facts = { status };
  }
}

/** Somebody else changed the draft in between. */
export class PreconditionFailedError extends DomainError {
  readonly code = 'precondition_failed';
  override readonly facts: Facts;

  constructor(version: number) {
    super(
      `The campaign was changed in the meantime: it is at version ${version}. Read it again, then change that.`,
    );
    this.facts = { version };
  }
}

/** Two campaigns cannot have one `external_id`; `facts` tells which has it, where that is known. */
export class ExternalIdTakenError extends DomainError {
  readonly code = 'external_id_taken';
  override readonly facts: Facts;

  /** @param campaignId uuid of the campaign that has it, where that is known */
  constructor(campaignId: string | null) {
    super('Another campaign has this external_id. Each one names one campaign for ever.');
    this.facts = campaignId === null ? {} : { campaign_id: publicId('cmp', campaignId) };
  }
}

/** A draft that could never be sent as it stands. */
export class CampaignInvalidError extends DomainError {
  readonly code = 'validation_failed';

  constructor(override readonly details: readonly ErrorDetail[]) {
    super(details.map((detail) => detail.detail).join(' '));
  }
}

/** Nobody would get the message. */
export class AudienceEmptyError extends DomainError {
  readonly code = 'audience_empty';
  override readonly facts: Facts;

  /** @param matched how many people the rule names before any is left out */
  constructor(matched: number) {
    super(
      matched === 0
        ? 'Nobody belongs to this audience. Widen the rule, or synchronise the directory first.'
        : `All ${matched} people of this audience are left out (suspended, bots or excluded). POST …/check says why.`,
    );
    this.facts = { matched };
  }
}

/** The people are others, or more or fewer, than the client confirmed; nothing was sent. */
export class AudienceChangedError extends DomainError {
  readonly code = 'audience_changed';
  override readonly facts: Facts;

  constructor(expected: number, actual: number) {
    super(
      `The audience is ${actual} people now, not ${expected}. Look at it again with POST …/check and confirm ${actual}.`,
    );
    this.facts = { expected, actual };
  }
}

/** Most of these people were sent the same text a short time ago, and nobody said that it is meant. */
export class RepeatSuspectedError extends DomainError {
  readonly code = 'repeat_suspected';
  override readonly facts: Facts;

  constructor(repeat: Repeat) {
    const facts = repeatFacts(repeat);
    super(`${repeatSentence(facts)} To send it once more on purpose: {"confirm_repeat": true}.`);
    this.facts = facts;
  }
}

/** No bot can be chosen, for there is none. */
export class SenderMissingError extends DomainError {
  readonly code = 'sender_missing';

  constructor() {
    super('There is no bot to send with. Add one with POST /v1/senders.');
  }
}

/** The campaign's bot is held; `hold_code` is one of the sender's hold codes. */
export class SenderHeldError extends DomainError {
  readonly code = 'sender_held';
  override readonly facts: Facts;

  constructor(holdCode: string | null) {
    super(
      'The messenger refuses this sender. GET /v1/senders says why; mend it, then PATCH it with {"resume": true}.',
    );
    this.facts = { hold_code: holdCode };
  }
}

/** The campaign would begin after its own end. */
export class CampaignExpiredError extends DomainError {
  readonly code = 'campaign_expired';
  override readonly facts: Facts;

  constructor(expiresAt: Date) {
    super('expires_at has passed: nobody would get the message. Set a later one, or null.');
    this.facts = { expires_at: expiresAt.toISOString() };
  }
}

/** The bot may not do this; all its other work goes on. */
export class SenderScopeMissingError extends DomainError {
  readonly code = 'sender_scope_missing';
  override readonly facts: Facts;

  constructor(scope: string) {
    super(
      `The bot lacks the scope «${scope}». Add it in the messenger, then PATCH /v1/senders/{id} with {"resume": true}.`,
    );
    this.facts = { scope };
  }
}

/** A button opens a form, which only a bot whose events are posted here can do. */
export class QuestionNeedsWebhookError extends DomainError {
  readonly code = 'question_needs_webhook';

  constructor() {
    super(
      'A question is asked by a form, and forms come by the webhook alone. Set it up with POST /v1/senders/{id}/webhook, ' +
        'or take the button out.',
    );
  }
}
