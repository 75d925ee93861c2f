import { type SendOutcome } from './send-outcome.js';

/** A task to make, of the kind `reminder`. What the messenger allows of the text is documented nowhere. */
export interface TaskDraft {
  /** Markdown is shown as it stands, as far as is known. */
  readonly content: string;
  /** Whose task it is: any employee, for it is linked to no chat. */
  readonly performerId: number;
  /** `null`: it has no deadline. */
  readonly dueAt: Date | null;
}

/** A task as the messenger has it. */
export interface Task {
  readonly id: number;
  readonly content: string;
  /** Who made it. */
  readonly creatorId: number;
  readonly performerIds: readonly number[];
}

/** What became of one attempt to make a task (`classifyTask`). */
export type TaskOutcome =
  Exclude<SendOutcome, { readonly kind: 'accepted' }> | { readonly kind: 'made'; readonly task: Task };
