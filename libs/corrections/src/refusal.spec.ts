import { PachcaError, type PachcaErrorKind } from '#lib/pachca';
import { refusalOf } from './refusal.js';

type ErrorFacts = ConstructorParameters<typeof PachcaError>[2];

const refusal = (kind: PachcaErrorKind, facts: ErrorFacts = {}, tries = 1) =>
  refusalOf(new PachcaError(kind, 'DELETE /messages/{id}', facts), tries);

describe('a DELETE or PUT that was not done', () => {
  it.each<[PachcaErrorKind, ErrorFacts, object]>([
    ['unauthorized', { status: 401 }, { kind: 'sender', code: 'token_rejected' }],
    ['payment_required', { status: 402 }, { kind: 'sender', code: 'payment_required' }],
    ['scope_missing', { status: 403 }, { kind: 'sender', code: 'scope_missing' }],
    ['forbidden', { status: 403 }, { kind: 'sender', code: 'access_denied' }],
    ['forbidden', { status: 403, codes: ['access_denied'] }, { kind: 'sender', code: 'access_denied' }],
    ['forbidden', { status: 403, codes: ['forbidden'] }, { kind: 'refused', why: 'forbidden' }],
    ['not_found', { status: 404 }, { kind: 'gone' }],
    ['refused', { status: 422, codes: ['message_deleted'] }, { kind: 'gone' }],
    [
      'refused',
      { status: 422, codes: ['too_long', 'invalid'] },
      { kind: 'refused', why: 'too_long, invalid' },
    ],
    ['refused', { status: 418 }, { kind: 'refused', why: '418' }],
    ['throttled', { status: 429, retryAfterMs: 7_000 }, { kind: 'later', waitMs: 7_000, isDoubt: false }],
    ['unavailable', { status: 503 }, { kind: 'later', waitMs: 1_000, isDoubt: true }],
    ['timeout', {}, { kind: 'later', isDoubt: true }],
    ['invalid_response', {}, { kind: 'later', isDoubt: true }],
    ['response_too_large', {}, { kind: 'later', isDoubt: true }],
    ['unexpected_redirect', {}, { kind: 'later', isDoubt: true }],
  ])('of kind %s %j', (kind, facts, expected) => {
    expect(refusal(kind, facts)).toMatchObject(expected);
  });

  it('waits twice as long after every further try, a minute at most', () => {
    const waits = [1, 2, 3, 6, 7, 400].map((tries) => refusal('timeout', {}, tries));
    expect(waits.map((each) => (each.kind === 'later' ? each.waitMs : 0))).toEqual([
      ...[1_000, 2_000, 4_000, 32_000, 60_000, 60_000],
    ]);
  });
});
