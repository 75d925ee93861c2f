import { PachcaError, type PachcaErrorKind } from '#lib/pachca';
import { failureOf, lookAtReaders } from './look.js';

const MESSAGE = { messageId: 70, recipientId: 12 };
const CALL = 'GET /messages/{id}/read_member_ids';

async function* pages(...list: (readonly number[] | PachcaError)[]): AsyncGenerator<readonly number[]> {
  for (const page of list) {
    if (page instanceof PachcaError) throw page;
    yield await Promise.resolve(page);
  }
}

describe('a look at the readers', () => {
  it('finds the person on any page and reads no further', async () => {
    let pulled = 0;
    async function* counted(): AsyncGenerator<readonly number[]> {
      for await (const page of pages([1, 2], [12], [3])) {
        pulled += 1;
        yield page;
      }
    }
    expect(await lookAtReaders({ readMemberIds: counted }, MESSAGE)).toEqual({ outcome: 'read' });
    expect(pulled).toBe(2);
  });

  it('says «not read» only of a list that was read to its end', async () => {
    const whole = { readMemberIds: () => pages([1], [2]) };
    expect(await lookAtReaders(whole, MESSAGE)).toEqual({ outcome: 'unread' });
    const cut = { readMemberIds: () => pages([1], new PachcaError('timeout', CALL)) };
    expect(await lookAtReaders(cut, MESSAGE)).toMatchObject({ outcome: 'failed', kind: 'timeout' });
  });

  it('does not swallow what is no failure of the messenger', async () => {
    const broken = {
      readMemberIds: () => {
        throw new TypeError('a bug');
      },
    };
    await expect(lookAtReaders(broken, MESSAGE)).rejects.toThrow('a bug');
  });
});

describe('a failed look', () => {
  const failure = (kind: PachcaErrorKind, codes: string[] = []): unknown =>
    failureOf(new PachcaError(kind, CALL, { codes }));

  it.each<PachcaErrorKind>(['unauthorized', 'payment_required', 'scope_missing', 'throttled'])(
    '%s concerns the bot: the row stays due and the pass stops',
    (kind) => {
      expect(failure(kind)).toMatchObject({ kind, policy: { row: 'kept', stopsPass: true } });
    },
  );

  it('forbidden stops the pass, and lets others go first in the next one', () => {
    expect(failure('forbidden')).toMatchObject({ policy: { row: 'postponed', stopsPass: true } });
  });

  it.each<PachcaErrorKind>([
    'refused',
    'unavailable',
    'timeout',
    'invalid_response',
    'response_too_large',
    'unexpected_redirect',
  ])('%s postpones the row and the pass goes on', (kind) => {
    expect(failure(kind)).toMatchObject({ kind, policy: { row: 'postponed', stopsPass: false } });
  });

  it('tells a deleted message from one that is only not found', () => {
    expect(failure('not_found')).toEqual({ outcome: 'missing', isCertain: false });
    expect(failure('refused', ['message_deleted'])).toEqual({ outcome: 'missing', isCertain: true });
  });
});
