import { attributeDeleted, type OpenSend } from './own-message.js';

const SINCE = new Date('2026-11-22T12:00:00Z');
const later = (seconds: number): Date => new Date(SINCE.getTime() + seconds * 1_000);
const send = (changes: Partial<OpenSend> = {}): OpenSend => ({
  id: 1n,
  state: 'unknown',
  isShared: false,
  hwm: 100n,
  sendingSince: SINCE,
  ...changes,
});

describe('a deleted message of the bot', () => {
  it('belongs to the one send to the person that is in doubt', () => {
    const told = attributeDeleted({ id: 101, createdAt: later(1) }, [send()], []);
    expect(told).toEqual({ kind: 'belongs', deliveryId: 1n });
  });

  it('waits for a send that is still under way', () => {
    const open = [send({ state: 'sending' })];
    expect(attributeDeleted({ id: 101, createdAt: later(1) }, open, [])).toEqual({ kind: 'wait' });
  });

  it.each<[string, { id: number; createdAt: Date }, OpenSend[]]>([
    ['nothing is in doubt', { id: 101, createdAt: later(1) }, []],
    ['it is older than what was known in the chat', { id: 100, createdAt: later(1) }, [send()]],
    ['it was made long before the intent', { id: 101, createdAt: later(-3_600) }, [send()]],
    ['it stood in a chat of many', { id: 101, createdAt: later(1) }, [send({ isShared: true })]],
    ['two are in doubt', { id: 101, createdAt: later(1) }, [send(), send({ id: 2n })]],
    [
      'two are, and only one would fit',
      { id: 101, createdAt: later(1) },
      [send(), send({ id: 2n, hwm: 500n })],
    ],
  ])('is nobody’s when %s', (_when, message, open) => {
    expect(attributeDeleted(message, open, [])).toEqual({ kind: 'unclear' });
  });

  describe('beside a send whose message was believed to be absent', () => {
    const absent = [{ sentAt: later(-120), believedAt: later(-60) }];
    const attributed = (seconds: number): string =>
      attributeDeleted({ id: 101, createdAt: later(seconds) }, [send()], absent).kind;

    it('is nobody’s when it may be that one’s', () => {
      expect([-120, -60, 1].map(attributed)).toEqual(['unclear', 'unclear', 'unclear']);
    });

    it('belongs to the send in doubt when it was made long after that belief', () => {
      expect(attributed(3_600)).toBe('belongs');
    });
  });
});
