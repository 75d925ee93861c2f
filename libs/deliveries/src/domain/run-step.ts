/**
 * Whom a follow-up is for, looked at once more right before each of its messages: who has read, or confirmed, meanwhile
 * gets none. `everyone`: whoever got the announcement, whatever they did.
 */
export const STEP_WHO = ['unread', 'unacknowledged', 'everyone'] as const;
export type StepWho = (typeof STEP_WHO)[number];

/** Follow-ups of one run; a person hears of a campaign no more often than that. */
export const MAX_STEPS = 20;
