import { taskProblems } from './task-problems.js';

const TEXT = { buttons: [], files: [], acknowledgeBy: null };
const RIGHT = { content: TEXT, hasDeadline: true, missingScopes: [] };

describe('a rung that is a task', () => {
  it.each([
    ['is right', {}, []],
    ['has no text', { content: null }, ['task_without_text']],
    ['has buttons', { content: { ...TEXT, buttons: [[]] } }, ['more_than_text']],
    ['has files', { content: { ...TEXT, files: ['x'] } }, ['more_than_text']],
    ['asks for a reaction', { content: { ...TEXT, acknowledgeBy: {} } }, ['more_than_text']],
    ['has no deadline', { hasDeadline: false }, ['task_without_deadline']],
    ['may not be made', { missingScopes: ['tasks:create'] }, ['task_scope_missing']],
  ])('%s', (_what, changes, codes) => {
    expect(taskProblems({ ...RIGHT, ...changes }).map(({ code }) => code)).toEqual(codes);
  });
});
