import { RunsService } from '#lib/campaigns';
import { loadConfig } from '#lib/config';
import { systemClock } from '#lib/kernel';
import { createLogger } from '#lib/observability';
import type { SendOutcome } from '#lib/pachca';
import type { SenderSession, SendersService } from '#lib/senders';
import { openTestSession, SimulatorHandle } from '#lib/testing';
import { Breakers } from './breakers.js';
import { OutcomeRecorder, type Post } from './outcome-recorder.js';
import { ProtocolBench } from './protocol.fixture.js';
import { RunHolds } from './run-holds.js';

describe('the outcome of a post', () => {
  let bench: ProtocolBench;
  let messenger: SimulatorHandle;
  let recorder: OutcomeRecorder;
  const sessions: SenderSession[] = [];
  beforeAll(async () => {
    [bench, messenger] = await Promise.all([ProtocolBench.open(), SimulatorHandle.start({ people: 1 })]);
    const { database } = bench.db;
    const [config, logger] = [loadConfig({}), createLogger({ level: 'silent', service: 'test' })];
    const runs = new RunsService(undefined as never, undefined as never);
    // The bot's own row is of no matter here; its runs are.
    const senders = { hold: () => Promise.resolve() } as unknown as SendersService;
    const holds = new RunHolds(logger, database, runs, senders);
    const breakers = new Breakers(config, logger, database);
    recorder = new OutcomeRecorder(config, logger, database, breakers, holds, undefined as never);
  });
  beforeEach(() => bench.newSender());
  afterAll(async () => {
    for (const session of sessions) {
      session.close('over');
      session.dispose();
    }
    await messenger.close();
    await bench.close();
  });

  const openSession = (): SenderSession => {
    const session = openTestSession(bench.senderId, messenger);
    sessions.push(session);
    return session;
  };
  const recordNext = async (
    session: SenderSession,
    runId: string,
    post: Pick<Post, 'outcome' | 'startedAt'>,
  ): Promise<void> => {
    const delivery = await bench.claimOne(runId);
    await bench.intend(delivery);
    await recorder.record(session, delivery, { ...post, markedBy: 'avatar' });
  };

  /**
   * Whoever mends a bot or a text waits until nothing is under way, then resumes. A refusal that was written down only
   * after that would stop the run again, for a trouble that is over.
   */
  it.each<[string, number, SendOutcome, string]>([
    ['the text', 3, { kind: 'content_refused', status: 400, codes: ['too_long'] }, 'content_refused'],
    [
      'the bot',
      1,
      { kind: 'sender_refused', reason: 'payment_required', status: 402, codes: [] },
      'payment_required',
    ],
  ])('that refuses %s holds the run before the delivery is free', async (_, needed, outcome, code) => {
    const people = Array.from({ length: needed }, (_, at) => at + 1);
    const runId = await bench.run(people);
    const session = openSession();
    const refused = () => recordNext(session, runId, { outcome, startedAt: 1 });
    const facts = async (): Promise<unknown> =>
      bench.db.query(
        `select status::text, pause_code, (select count(*)::int from delivery where run_id = run.id and state = 'sending')
           as sending from run where id = $1`,
        [runId],
      );
    for (let at = 1; at < needed; at += 1) await refused();
    // Somebody else has the run's row: it cannot be held yet.
    let last: Promise<void> | undefined;
    await bench.db.database.transaction(async (tx) => {
      await tx.$executeRaw`select from run where id = ${runId}::uuid for update`;
      last = refused();
      while (!(await bench.db.someoneWaits()));
      expect(await facts()).toEqual([{ status: 'running', pause_code: null, sending: 1 }]);
    });
    await last;
    expect(await facts()).toEqual([{ status: 'paused', pause_code: code, sending: 0 }]);
  });

  it('of which no byte was written makes the bot wait ever longer, but not for what was its own delay', async () => {
    const runId = await bench.run([1, 2, 3, 4, 5, 6]);
    const session = openSession();
    const waits: number[] = [];
    session.gate.rest = (_, ms) => waits.push(ms);
    for (const cause of ['too_late', 'refused', 'stale_socket', 'too_late', 'refused', 'too_late'] as const)
      await recordNext(session, runId, {
        outcome: { kind: 'not_written', cause },
        startedAt: systemClock.monotonicMs(),
      });
    expect(waits).toEqual([1_000, 1_000, 1_000, 1_000, 2_000, 1_000]);
  });
});
