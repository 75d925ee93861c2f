import { PachcaError, type PachcaErrorKind } from '#lib/pachca';
import { pinVerdict } from './pin-verdict.js';

const failure = (
  kind: PachcaErrorKind,
  facts: { status?: number; codes?: string[]; retryAfterMs?: number } = {},
) => new PachcaError(kind, 'POST /messages/{id}/pin', facts);

describe('a refused pin', () => {
  it('is done where the message is pinned already', () => {
    expect(pinVerdict(failure('refused', { status: 422 }), 1)).toEqual({ kind: 'done' });
    expect(pinVerdict(failure('refused', { status: 422, codes: ['already_exists'] }), 1)).toEqual({
      kind: 'done',
    });
  });

  it.each<[string, PachcaError, string]>([
    ['a missing right', failure('scope_missing', { status: 403 }), 'scope_missing'],
    ['a chat that the bot may not pin in', failure('forbidden', { status: 403 }), 'forbidden'],
    ['a rule that is named', failure('refused', { status: 422, codes: ['pin_failed'] }), 'pin_failed'],
  ])('waits long for %s, and says why', (_, error, why) => {
    expect(pinVerdict(error, 9)).toEqual({ kind: 'later', waitMs: 600_000, why });
  });

  it('believes that the message is gone when it is told so, or was not there again and again', () => {
    expect(pinVerdict(failure('refused', { status: 422, codes: ['message_deleted'] }), 1)).toEqual({
      kind: 'gone',
    });
    expect(pinVerdict(failure('not_found'), 1)).toMatchObject({ kind: 'later', why: null });
    expect(pinVerdict(failure('not_found'), 5)).toEqual({ kind: 'gone' });
  });

  it('is repeated soon where nothing is known, and when the messenger says', () => {
    for (const kind of ['timeout', 'unavailable', 'unauthorized', 'payment_required'] as const)
      expect(pinVerdict(failure(kind), 3)).toEqual({ kind: 'later', waitMs: 4_000, why: null });
    expect(pinVerdict(failure('timeout'), 40)).toMatchObject({ waitMs: 60_000 });
    expect(pinVerdict(failure('throttled', { retryAfterMs: 7_000 }), 1)).toMatchObject({ waitMs: 7_000 });
  });
});
