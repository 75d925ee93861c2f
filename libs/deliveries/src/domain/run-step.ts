/**
 * Whom a follow-up is for, looked at once more right before each of its messages: who has read, or confirmed, meanwhile
 * gets none. `everyone`: whoever got the announcement, whatever they did.
 */
export const STEP_WHO = ['unread', 'unacknowledged', 'everyone'] as const;
export type StepWho = (typeof STEP_WHO)[number];

/**
 * What a follow-up is in the messenger: a message of its own, a reply to the person's announcement in the same chat, or
 * a task.
 */
export const STEP_FORMS = ['message', 'reply', 'task'] as const;
export type StepForm = (typeof STEP_FORMS)[number];

/** What becomes of a follow-up to somebody whose status says that they are away: none, or it waits until it says so no more. */
export const WHEN_AWAY = ['skip', 'hold'] as const;
export type WhenAway = (typeof WHEN_AWAY)[number];

/** How a follow-up comes, whomever it is for and whatever it says. */
export interface StepManner {
  readonly form: StepForm;
  readonly whenAway: WhenAway;
}

/** A follow-up of which nothing else is said. */
export const PLAIN_STEP: StepManner = { form: 'message', whenAway: 'skip' };

/** Nobody's return is waited for any longer than that after the follow-up began; its deadline may come first. */
export const MAX_HOLD_DAYS = 30;

/** Follow-ups of one run; a person hears of a campaign no more often than that. */
export const MAX_STEPS = 20;
