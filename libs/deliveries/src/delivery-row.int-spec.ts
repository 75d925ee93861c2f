import fc from 'fast-check';
import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import { DELIVERY_STATES, DELIVERY_TRANSITIONS, type DeliveryState } from './domain/delivery-state.js';
import { NEGATIVES_NEEDED } from './domain/doubt.js';

/** What somebody tries to make of a row, by whatever statement. */
interface Attempt {
  /** The how-manieth of the states that may follow (`isListed`), or of all. */
  readonly to: number;
  readonly isListed: boolean;
  readonly fence: number;
  readonly attempt: number;
  readonly negatives: number;
  readonly isOtherMessage: boolean;
  readonly isOtherPerson: boolean;
  /** The word of an operator that the statement says it has. */
  readonly word: '' | 'operator_retry' | 'operator_resolve';
}

/** What the row must be, by the table of transitions and the rules beside it. */
interface Model {
  id: bigint;
  state: DeliveryState;
  fence: number;
  attempt: number;
  negatives: number;
  messageId: number | null;
  changes: number;
}

const ROW = `
  select d.state::text, d.fence::int, d.attempt::int, d.negative_reads::int as negatives, d.message_id::int as "messageId",
         count(e.id)::int as changes, coalesce((array_agg(e.to_state::text order by e.id desc))[1], 'pending') as last
    from delivery d left join delivery_event e on e.delivery_id = d.id and e.from_state is not null
   where d.id = $1 group by d.id`;
const CLOSED: readonly DeliveryState[] = ['failed', 'skipped', 'expired'];
const attempts: fc.Arbitrary<Attempt> = fc.record({
  to: fc.nat(1_000),
  isListed: fc.oneof(
    { weight: 4, arbitrary: fc.constant(true) },
    { weight: 1, arbitrary: fc.constant(false) },
  ),
  fence: fc.constantFrom(0, 1, 1, 1, -1),
  attempt: fc.constantFrom(0, 0, 0, 1, 1, -1),
  negatives: fc.constantFrom(0, 1, 2, 3),
  isOtherMessage: fc.constantFrom(false, false, false, true),
  isOtherPerson: fc.constantFrom(...Array.from({ length: 9 }, () => false), true),
  word: fc.constantFrom('', 'operator_retry', 'operator_resolve'),
});

const places = fc.constantFrom(...DELIVERY_STATES, 'unknown' as const, 'unknown' as const, 'leased' as const);

function targetOf({ to, isListed }: Attempt, { state }: Model): DeliveryState {
  const listed = DELIVERY_TRANSITIONS[state];
  const states = isListed && listed.length > 0 ? listed : DELIVERY_STATES;
  return states[to % states.length] ?? state;
}

/** @returns by which of its words Postgres refuses; `null`: it does not */
function refusal(attempt: Attempt, row: Model, to: DeliveryState): RegExp | null {
  if (row.messageId !== null && to === 'sent' && attempt.isOtherMessage) return /written once/;
  if (attempt.fence < 0 || attempt.attempt < 0) return /only grow/;
  if (attempt.isOtherPerson) return /keeps its marker/;
  if (to === row.state) return null;
  if (!DELIVERY_TRANSITIONS[row.state].includes(to)) return /illegal delivery transition/;
  if (to !== 'pending') return null;
  if (CLOSED.includes(row.state))
    return attempt.word === 'operator_retry' ? null : /illegal delivery transition/;
  const isProved = attempt.negatives >= NEGATIVES_NEEDED || attempt.word === 'operator_resolve';
  return row.state === 'unknown' && !(attempt.fence > 0 && isProved) ? /resend without proof/ : null;
}

describe('the row of a delivery, whoever writes it', () => {
  let db: TestDatabase;
  let runId: string;
  let people = 0;
  const met = new Set<string>();
  beforeAll(async () => {
    db = await createTestDatabase();
    const ledger = new Ledger(db);
    runId = await ledger.run(await ledger.sender(), []);
  });
  afterAll(() => db.close());

  /** A row that came to `state` by the legal way. */
  const rowAt = async (state: DeliveryState): Promise<Model> => {
    const id = await new Ledger(db).delivery(runId, (people += 1), state);
    const [row] = await db.query<Model>(ROW, [id]);
    if (row === undefined) throw new Error('the row is there');
    const { fence, attempt, negatives, messageId, changes } = row;
    return { id, state, fence, attempt, negatives, messageId, changes };
  };

  /** Everything that a state needs of the other columns is there, so that nothing but the guard can refuse. */
  const write = async (row: Model, attempt: Attempt, to: DeliveryState, messageId: number): Promise<void> => {
    await db.query(
      `with word as (select set_config('vestnik.' || coalesce(nullif($2, ''), 'none'), 'on', true))
       update delivery d
          set state = $3::delivery_state, fence = d.fence + $4, attempt = d.attempt + $5, negative_reads = $6,
              message_id = case when $3 = 'sent' then $7::bigint else d.message_id end,
              evidence = case when $3 = 'sent' then 'history' else d.evidence end, sent_at = clock_timestamp(),
              recipient_id = d.recipient_id + $8, lease_owner = 'x', send_deadline = clock_timestamp(),
              doubt_since = clock_timestamp(), reason = case when $3 in ('failed', 'skipped') then 'no_access' end
         from word where d.id = $1`,
      [
        row.id,
        attempt.word,
        to,
        attempt.fence,
        attempt.attempt,
        attempt.negatives,
        messageId,
        attempt.isOtherPerson ? 1_000_000 : 0,
      ],
    );
  };

  const step = async (row: Model, attempt: Attempt): Promise<void> => {
    const to = targetOf(attempt, row);
    // Far from the messages that the ledger gives to rows it makes.
    const own = row.messageId ?? Number(row.id) * 100_000;
    const messageId = attempt.isOtherMessage ? own + 1 : own;
    const expected = refusal(attempt, row, to);
    const written = write(row, attempt, to, messageId);
    if (expected !== null) {
      await expect(written).rejects.toThrow(expected);
      met.add(`refused: ${expected.source}`);
      return;
    }
    await written;
    if (to !== row.state) {
      met.add(`${row.state} → ${to}`);
      row.changes += 1;
    }
    if (to === 'sent') row.messageId = messageId;
    row.state = to;
    row.fence += attempt.fence;
    row.attempt += attempt.attempt;
    row.negatives = attempt.negatives;
  };

  /** The row, and its history: an event for each change, the last of which says what the row says. */
  const compare = async (row: Model): Promise<void> => {
    const { id, ...wanted } = row;
    const [seen] = await db.query(ROW, [id]);
    expect(seen).toEqual({ ...wanted, last: row.state });
  };

  it('goes only where the table lets it, and says so in its history, after any attempts', async () => {
    await fc.assert(
      fc.asyncProperty(places, fc.array(attempts, { minLength: 1, maxLength: 8 }), async (place, some) => {
        const row = await rowAt(place);
        for (const attempt of some) await step(row, attempt);
        await compare(row);
      }),
      { numRuns: 200 },
    );
    // Of 26 changes that are listed; all five refusals. Fewer would mean that nothing much was tried.
    expect([...met].filter((what) => what.includes('→')).length).toBeGreaterThan(15);
    expect([...met].filter((what) => what.startsWith('refused')).length).toBe(5);
  });
});
