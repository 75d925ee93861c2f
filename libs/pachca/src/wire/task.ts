import { type Task, type TaskDraft } from '../domain/task.js';
import { Fields, readId } from './fields.js';

/** Reads a task. @throws UnexpectedShape */
export function readTask(value: unknown, path: string): Task {
  const fields = Fields.of(value, path);
  return {
    id: fields.id('id'),
    content: fields.text('content'),
    creatorId: fields.id('user_id'),
    performerIds: fields.list('performer_ids', readId),
  };
}

/** The body of `POST /tasks`: linked to no chat, so that anybody of the workspace may be its performer. */
export function writeTask({ content, performerId, dueAt }: TaskDraft): string {
  const due = dueAt === null ? {} : { due_at: dueAt.toISOString() };
  return JSON.stringify({ task: { kind: 'reminder', content, performer_ids: [performerId], ...due } });
}
