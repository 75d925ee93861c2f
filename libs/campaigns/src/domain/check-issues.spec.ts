import { type CheckFacts, checkIssues } from './check-issues.js';

const fine: CheckFacts = {
  matched: 10,
  unresolved: null,
  beyondLimits: [],
  guests: 0,
  invited: 0,
  toSend: 9,
  sender: { status: 'active', holdCode: null },
  missingScope: null,
  question: null,
  unheardBecause: null,
  lacksPinScope: false,
  directoryAgeMs: 60_000,
  missingFields: [],
  rampOutside: [],
  repeat: null,
  chats: null,
  content: [],
  expiresInMs: null,
  openForMs: null,
  durationMs: 3_000,
};
const codes = (changes: Partial<CheckFacts>): string[] =>
  checkIssues({ ...fine, ...changes }).map(({ level, code }) => `${level} ${code}`);

describe('checkIssues', () => {
  it('has nothing to say where all is well', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ expiresInMs: 3_001 })).toEqual([]);
    expect(codes({ openForMs: 1 })).toEqual([]);
  });

  it.each<[string, Partial<CheckFacts>]>([
    ['error audience_empty', { toSend: 0 }],
    ['error unknown_tag', { unresolved: { code: 'unknown_tag', detail: 'There is no such tag.' } }],
    ['warning guests_included', { guests: 1 }],
    ['warning invited_included', { invited: 1 }],
    ['error sender_missing', { sender: null }],
    ['error sender_held', { sender: { status: 'held', holdCode: 'token_rejected' } }],
    ['error sender_scope_missing', { missingScope: { scope: 'uploads:write', pointer: '#/content/files' } }],
    ['warning sender_unchecked', { sender: { status: 'checking', holdCode: null } }],
    ['error sender_scope_missing', { question: { missingScope: 'views:write', webhook: 'tried' } }],
    ['error question_needs_webhook', { question: { missingScope: null, webhook: 'absent' } }],
    ['warning question_webhook_untried', { question: { missingScope: null, webhook: 'untried' } }],
    ['warning reactions_unheard', { unheardBecause: 'scope_missing' }],
    ['warning pin_scope_missing', { lacksPinScope: true }],
    ['error campaign_expired', { expiresInMs: 0 }],
    ['warning expires_too_soon', { expiresInMs: 3_000 }],
    ['warning late_joiners_over', { openForMs: 0 }],
    ['warning directory_stale', { directoryAgeMs: null }],
    ['warning directory_stale', { directoryAgeMs: 3_600_001 }],
    ['warning ramp_outside', { rampOutside: [7] }],
    ['warning field_missing', { missingFields: [{ field: 'user.department', count: 3 }] }],
    ['error template_syntax', { content: [{ level: 'error', code: 'template_syntax', detail: '…' }] }],
  ])('says %s', (issue, changes) => {
    expect(codes(changes)).toEqual([issue]);
  });

  it('names errors before warnings', () => {
    expect(codes({ directoryAgeMs: null, sender: null, toSend: 0 })).toEqual([
      'error audience_empty',
      'error sender_missing',
      'warning directory_stale',
    ]);
  });
});
