import { check, type DeliveryRow, type Figures, type TrueMessage } from './checker.js';

const T = (second: number): string => new Date(second * 1_000).toISOString();

const row = (changes: Partial<DeliveryRow> = {}): DeliveryRow => ({
  id: '1',
  runId: 'run',
  runStatus: 'completed',
  recipientId: 7,
  marker: 'm1',
  state: 'sent',
  messageId: 100,
  absentAt: null,
  isRecalled: false,
  text: 'Новое',
  ...changes,
});

const message = (changes: Partial<TrueMessage> = {}): TrueMessage => ({
  id: 100,
  personId: 7,
  displayAvatarUrl: 'https://x/bot.png#d=m1.a1',
  content: 'Новое',
  createdAt: T(1),
  deletedAt: null,
  deletedById: null,
  ...changes,
});

const CLEAN: Figures = {
  lost: 0,
  duplicates_made: 0,
  duplicates_visible: 0,
  false_sent: 0,
  wrong_person: 0,
  orphans: 0,
  recalled_visible: 0,
  outdated: 0,
  open: 0,
  a8_residue: 0,
};

const figures = (deliveries: DeliveryRow[], messages: TrueMessage[]): Figures =>
  check({
    deliveries,
    messages,
    openCorrections: 0,
    runs: [{ id: 'run', status: 'completed', expected: 1, rows: 1 }],
  }).figures;

describe('the judge of a chaos run', () => {
  const second = message({ id: 101, createdAt: T(9), displayAvatarUrl: 'https://x/bot.png#d=m1.a2' });
  const byPerson = message({ deletedAt: T(5), deletedById: 7 });

  it.each<[string, DeliveryRow, TrueMessage[], Partial<Figures>]>([
    ['finds nothing wrong with one message to one person', row(), [message()], {}],
    ['sees who got nothing', row({ state: 'failed', messageId: null }), [], { lost: 1 }],
    ['sees a `sent` without a message', row(), [], { lost: 1, false_sent: 1 }],
    ['sees a `sent` with a message of nobody', row({ messageId: 5 }), [message()], { false_sent: 1 }],
    ['sees a second copy', row(), [message(), second], { duplicates_made: 1, duplicates_visible: 1 }],
    [
      'sees a second copy that was removed again',
      row(),
      [message(), { ...second, deletedAt: T(20), deletedById: 1 }],
      { duplicates_made: 1 },
    ],
    [
      'counts apart what followed a deletion by the recipient',
      row({ messageId: 101 }),
      [byPerson, second],
      { a8_residue: 1 },
    ],
    [
      'does not excuse a copy made before the recipient deleted the first',
      row(),
      [{ ...byPerson, deletedAt: T(10) }, second],
      { duplicates_made: 1 },
    ],
    [
      'does not take who was recalled for lost',
      row({ isRecalled: true }),
      [message({ deletedAt: T(5), deletedById: 1 })],
      {},
    ],
    [
      'sees a recalled message that is still there',
      row({ isRecalled: true }),
      [message()],
      { recalled_visible: 1 },
    ],
    [
      'sees the copy that a recall has left',
      row({ isRecalled: true }),
      [message({ deletedAt: T(20), deletedById: 1 }), second],
      { duplicates_made: 1, recalled_visible: 1 },
    ],
    ['sees a text that is not the newest', row(), [message({ content: 'Старое' })], { outdated: 1 }],
    [
      'asks no newer text of a message that is away',
      row(),
      [message({ content: 'Старое', deletedAt: T(5), deletedById: 7 })],
      {},
    ],
    ['sees the wrong person', row(), [message({ personId: 8 })], { wrong_person: 1 }],
    [
      'sees a message of no delivery',
      row(),
      [message(), message({ id: 102, displayAvatarUrl: null })],
      { orphans: 1 },
    ],
    [
      'sees a message of a cancelled delivery',
      row({ runStatus: 'cancelled', state: 'cancelled', messageId: null }),
      [message()],
      { orphans: 1 },
    ],
    [
      'counts apart a message that its recipient deleted before its absence was believed',
      row({ runStatus: 'cancelled', state: 'cancelled', messageId: null, absentAt: T(12) }),
      [byPerson],
      { a8_residue: 1 },
    ],
    [
      'does not excuse a message that was deleted after its absence was believed',
      row({ runStatus: 'cancelled', state: 'cancelled', messageId: null, absentAt: T(4) }),
      [byPerson],
      { orphans: 1 },
    ],
    [
      'sees what is not final',
      row({ runStatus: 'running', state: 'unknown', messageId: null }),
      [],
      { open: 1 },
    ],
  ])('%s', (_name, delivery, messages, expected) => {
    expect(figures([delivery], messages)).toEqual({ ...CLEAN, ...expected });
  });

  it('sees a run that lacks rows, and what is not final, corrections included', () => {
    const runs = [{ id: 'run', status: 'running', expected: 3, rows: 1 }];
    const rows = { deliveries: [row()], messages: [message()] };
    expect(check({ ...rows, runs, openCorrections: 2 }).figures).toEqual({ ...CLEAN, lost: 2, open: 3 });
  });
});
