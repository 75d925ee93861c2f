import { SchedulerRegistry } from '@nestjs/schedule';
import { Test, type TestingModule } from '@nestjs/testing';
import { CampaignLaunch, type Run, RunsService } from '#lib/campaigns';
import { loadConfig } from '#lib/config';
import { CorrectionOperations } from '#lib/corrections';
import { DeliverLoop, RunPreparation } from '#lib/deliveries';
import { createLogger } from '#lib/observability';
import { OperationsService } from '#lib/operations';
import { OutboxRelay } from '#lib/outbox';
import { SenderOwnership } from '#lib/senders';
import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import { BotLoops } from './bot.loops.js';
import { Clockwork } from './clockwork.js';
import { WorkerModule } from './worker.module.js';

const [ANNA, BORIS] = [1001, 1002];

/** A part whose passes are watched: each stays as it is, and tells what came of it. */
interface Pass<T> {
  runOnce: (...given: never[]) => Promise<T>;
}

describe('a worker whose clock stands still', () => {
  let db: TestDatabase;
  let ledger: Ledger;
  let worker: TestingModule;
  const part = <T>(type: abstract new (...given: never[]) => T): T =>
    worker.get(type as never, { strict: false });

  /** Resolves with the first result that `isIt`. */
  function passOf<T>(watched: Pass<T>, isIt: (result: T) => boolean = () => true): Promise<T> {
    const own = watched.runOnce.bind(watched);
    return new Promise((resolve) => {
      watched.runOnce = async (...given) => {
        const result = await own(...given);
        if (isIt(result)) resolve(result);
        return result;
      };
    });
  }

  /** Resolves when something is called, which does what it does all the same. */
  function isCalled<Name extends string>(called: Record<Name, () => void>, name: Name): Promise<void> {
    const own = called[name].bind(called);
    return new Promise((resolve) => {
      called[name] = () => {
        own();
        resolve();
      };
    });
  }

  beforeAll(async () => {
    db = await createTestDatabase();
    ledger = new Ledger(db);
    await ledger.people([ANNA, BORIS]);
    const logger = createLogger({ level: 'silent', service: 'test' });
    const module = WorkerModule.with(loadConfig({ DATABASE_URL: db.url }), db.url, logger);
    worker = await Test.createTestingModule({ imports: [module] }).compile();
    // Whoever begins to listen calls everything once; by the clock nobody does.
    const isListening = isCalled(part(DeliverLoop), 'call');
    await worker.init();
    await isListening;
    const clock = worker.get(SchedulerRegistry);
    for (const name of clock.getIntervals()) clock.deleteInterval(name);
    // Behind the last pass that the clock may have started: the bots of this test are nobody's, and stay so.
    await part(SenderOwnership).runOnce();
  });
  afterAll(async () => {
    await worker.close();
    await db.close();
  });

  async function launch(): Promise<Run> {
    const campaignId = await ledger.campaign(await ledger.sender());
    await db.query("update campaign set status = 'draft', audience = $2 where id = $1", [
      campaignId,
      { type: 'rules', include: [{ users: [ANNA, BORIS] }] },
    ]);
    const request = { expectedRecipients: 2, confirmRepeat: true, by: 'test' };
    const launched = await db.database.transaction((tx) =>
      part(CampaignLaunch).launch(tx, campaignId, request),
    );
    return launched.run;
  }

  it('prepares a run as soon as it is launched', async () => {
    const prepared = passOf(part(RunPreparation), (run) => run !== null);
    const { id } = await launch();
    await expect(prepared).resolves.toEqual({ runId: id, rows: 2, outcome: 'running' });
  });

  it('looks for deliveries as soon as a run goes on', async () => {
    // Whoever prepares it has its row until then, however long that takes.
    const prepared = passOf(part(RunPreparation), (run) => run !== null);
    const { id } = await launch();
    await prepared;
    const [runs, { database }] = [part(RunsService), db];
    await database.transaction((tx) => runs.hold(tx, id, { code: 'token_rejected', reason: 'test' }));
    const areCalled = isCalled(part(DeliverLoop), 'call');
    await database.transaction((tx) => runs.resume(tx, id));
    await expect(areCalled).resolves.toBeUndefined();
  });

  it('publishes events as soon as they are committed', async () => {
    const published = passOf(part(OutboxRelay), (count) => count > 0);
    await launch();
    await expect(published).resolves.toBeGreaterThan(0);
  });

  it('turns to a click on a button with a form as soon as it is told, and to no other', async () => {
    const senderId = await ledger.sender();
    let calls = 0;
    const told = (isAwaited: boolean): Promise<unknown> =>
      db.query(
        `insert into inbound_event (sender_id, natural_key, source, type, body, said_at, state, is_awaited)
         values ($1, gen_random_uuid()::text, 'webhook', 'button', '{}', now(), 'received', $2)`,
        [senderId, isAwaited],
      );
    const loops = part(BotLoops);
    const own = loops.openForms.bind(loops);
    loops.openForms = () => {
      calls += 1;
      own();
    };
    const isOpening = isCalled(loops, 'openForms');
    await told(false);
    await told(true);
    await isOpening;
    expect(calls).toBe(1);
  });

  it('turns to an operation as soon as it is asked for', async () => {
    const turns = [passOf(part(CorrectionOperations)), isCalled(part(BotLoops), 'carryOut')];
    await part(OperationsService).enqueue(db.database.client, { type: 'test', requestedBy: 'test' });
    await expect(Promise.all(turns)).resolves.toHaveLength(2);
  });

  it('runs a pass once more that was under way when it was called, however often', async () => {
    const clockwork = part(Clockwork);
    const looks: (() => void)[] = [];
    let begun: () => void = () => undefined;
    const start = (): void => {
      clockwork.pass('a look', () => {
        begun();
        return new Promise<void>((resolve) => looks.push(resolve));
      });
    };
    start();
    const beginsAgain = new Promise<void>((resolve) => (begun = resolve));
    for (const ask of [start, start]) clockwork.call(ask);
    expect(looks).toHaveLength(1);
    looks[0]?.();
    await beginsAgain;
    // What the clock asks for meanwhile comes with its next tick.
    start();
    looks[1]?.();
    await new Promise((resolve) => setImmediate(resolve));
    expect(looks).toHaveLength(2);
  });
});
