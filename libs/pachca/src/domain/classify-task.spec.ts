import { errorsJson, oauthJson } from '../testing/sample-answers.js';
import { type AnswerBody } from './answer-body.js';
import { classifyTask } from './classify-task.js';
import { type Task, type TaskOutcome } from './task.js';

const TO = { performerId: 12 };
const task: Task = { id: 5, content: 'Подтвердите', creatorId: 501, performerIds: [12] };
const json = (value: unknown): AnswerBody => ({ kind: 'json', value });
const answered = (status: number, body: AnswerBody, made: Task | null = null): TaskOutcome =>
  classifyTask({ kind: 'answer', status, body, message: null, retryAfterMs: 1 }, TO, made);

describe('classifying the making of a task', () => {
  it('is made by 201 with a task of our performer, and by nothing else', () => {
    expect(answered(201, json({}), task)).toEqual({ kind: 'made', task });
    expect(answered(201, json({}), { ...task, performerIds: [13] }).kind).toBe('doubtful');
    expect(answered(201, json({})).kind).toBe('doubtful');
    expect(answered(200, json({}), task).kind).toBe('doubtful');
  });

  it.each([
    ['the right to make tasks', 403, json(oauthJson('insufficient_scope')), 'content_refused'],
    ['tasks being denied', 403, json(oauthJson('access_denied')), 'content_refused'],
    ['the token', 401, json({}), 'sender_refused'],
    [
      'the performer',
      422,
      json(errorsJson({ key: 'performer_ids', code: 'not_found' })),
      'recipient_refused',
    ],
    ['the deadline', 422, json(errorsJson({ key: 'due_at', code: 'invalid' })), 'content_refused'],
    ['nothing', 502, json({}), 'doubtful'],
    ['the rate', 429, json({}), 'throttled'],
  ])('a refusal of %s', (_what, status, body, expected) => {
    expect(answered(status, body).kind).toBe(expected);
  });
});
