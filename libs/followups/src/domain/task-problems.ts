import type { ErrorDetail } from '#lib/kernel';

/** What of a rung decides whether it can be a task. */
export interface TaskRung {
  /** `null`: the rung says what the campaign says. */
  readonly content: {
    readonly buttons: readonly unknown[];
    readonly files: readonly unknown[];
    readonly acknowledgeBy: unknown;
  } | null;
  readonly hasDeadline: boolean;
  /** Rights that the bot lacks. */
  readonly missingScopes: readonly string[];
}

/** Rights without which a bot makes no tasks, or cannot find out whether it has made one. */
export const TASK_SCOPES = ['tasks:create', 'tasks:read'] as const;

/** What is wrong with a rung that is a task; pointers begin at the rung. */
export function taskProblems({ content, hasDeadline, missingScopes }: TaskRung): ErrorDetail[] {
  const problems: ErrorDetail[] = [];
  if (content === null) {
    const detail = 'A task needs a text of its own: it is read in the list of tasks, far from the message.';
    problems.push({ pointer: 'content', code: 'task_without_text', detail });
  }
  const isMore =
    content !== null &&
    (content.buttons.length > 0 || content.files.length > 0 || content.acknowledgeBy !== null);
  if (isMore) {
    const detail = 'A task has a text and nothing else: no buttons, no files, no reactions.';
    problems.push({ pointer: 'content', code: 'more_than_text', detail });
  }
  if (!hasDeadline) {
    const detail = 'A task is due at the deadline of the plan: set deadline_at.';
    problems.push({ pointer: 'as', code: 'task_without_deadline', detail });
  }
  for (const scope of missingScopes) {
    const detail = `The bot lacks the scope ${scope}. Add it in the messenger, then have the bot checked again.`;
    problems.push({ pointer: 'as', code: 'task_scope_missing', detail, params: { scope } });
  }
  return problems;
}
