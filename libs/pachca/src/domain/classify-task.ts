import { type SendObservation } from './send-outcome.js';
import { classifySend } from './classify-send.js';
import { type Task, type TaskDraft, type TaskOutcome } from './task.js';

/**
 * What became of one attempt to make a task: as of a message, but that the right to make tasks is another one than the
 * right to send. A bot that lacks it sends on, so its refusal is of this text alone, and not of the bot.
 *
 * @param made the task in the answer, or null where there is no readable one
 */
export function classifyTask(
  observation: SendObservation,
  { performerId }: Pick<TaskDraft, 'performerId'>,
  made: Task | null,
): TaskOutcome {
  const isAnswered = observation.kind === 'answer' && observation.status === 201;
  if (isAnswered && made?.performerIds.includes(performerId) === true) return { kind: 'made', task: made };
  const seen = observation.kind === 'answer' ? { ...observation, message: null } : observation;
  const outcome = classifySend(seen, { entityId: performerId });
  if (outcome.kind === 'accepted') throw new Error('a task was taken for a message');
  if (outcome.kind !== 'sender_refused' || !IS_OF_TASKS.has(outcome.reason)) return outcome;
  return { kind: 'content_refused', status: outcome.status, codes: outcome.codes };
}

const IS_OF_TASKS: ReadonlySet<string> = new Set(['scope_missing', 'access_denied']);
