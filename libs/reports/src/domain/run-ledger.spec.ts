import fc from 'fast-check';
import { ConservationError } from './conservation.error.js';
import { ledgerStatesOf, RECIPIENT_STATES } from './recipient-state.js';
import { type LedgerFrame, runLedger } from './run-ledger.js';

const frame = (changes: Partial<LedgerFrame>): LedgerFrame => ({
  runId: 'r',
  status: 'running',
  confirmedCount: 10,
  expectedCount: 12,
  ...changes,
});

describe('the ledger of a run', () => {
  it('counts by state, with what a worker has in hand as pending', () => {
    const ledger = runLedger(frame({}), [
      { state: 'pending', count: 3 },
      { state: 'leased', count: 2 },
      { state: 'sent', count: 6 },
      { state: 'skipped', count: 1 },
    ]);
    expect(ledger).toMatchObject({ recipients: 12, pending: 5, sent: 6, skipped: 1, failed: 0 });
  });

  it.each([11, 13])('refuses %i rows where 12 are expected', (count) => {
    expect(() => runLedger(frame({}), [{ state: 'sent', count }])).toThrow(ConservationError);
  });

  it.each([
    ['preparing', 'pending'],
    ['paused', 'pending'],
    ['cancelling', 'cancelled'],
    ['cancelled', 'cancelled'],
  ] as const)('counts everybody of a run that is %s before it has rows as %s', (status, state) => {
    const ledger = runLedger(frame({ status, expectedCount: null }), []);
    expect(ledger).toMatchObject({ recipients: 10, [state]: 10 });
  });

  it('adds up at any moment', () => {
    const counts = fc.array(
      fc.record({ state: fc.constantFrom(...ledgerStatesOf(RECIPIENT_STATES)), count: fc.nat(1_000) }),
    );
    fc.assert(
      fc.property(counts, fc.boolean(), fc.nat(3_000), (list, isPrepared, confirmedCount) => {
        const rows = list.reduce((sum, { count }) => sum + count, 0);
        const ledger = runLedger(frame({ confirmedCount, expectedCount: isPrepared ? rows : null }), list);
        const sum = RECIPIENT_STATES.reduce((total, state) => total + ledger[state], 0);
        expect(sum).toBe(ledger.recipients);
      }),
    );
  });
});
