import type { MessageContent } from '#lib/content';
import type { StepManner, StepWho } from '#lib/deliveries';
import type { ManagersBy } from './domain/managers.js';
import type { RungWhen } from './domain/rung-when.js';

/** One step of a campaign's ladder. */
export interface Rung extends StepManner {
  /** Counted from the freezing of the run's people, and for each person from their own message. */
  readonly when: RungWhen;
  /** Whom it is for; looked at once more right before each message. */
  readonly who: StepWho;
  /**
   * It goes to the managers of those people, one message each that names them; `null`: to the people themselves.
   */
  readonly managers: ManagersBy | null;
  /** What it says; `null`: what the campaign says by then, once more. */
  readonly content: MessageContent | null;
}

/** Which follow-ups of a campaign come by themselves. */
export interface FollowUpPlan {
  /** 1 to 5, each later than the one before. */
  readonly rungs: readonly Rung[];
  /** After this moment no follow-up of the plan leaves; `null`: no such moment. */
  readonly deadlineAt: Date | null;
}
