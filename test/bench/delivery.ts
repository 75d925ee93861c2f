import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { systemClock } from '#lib/kernel';
import { PachcaClient } from '#lib/pachca';
import { createTestDatabase, Ledger, SimulatorHandle, type TestDatabase } from '#lib/testing';
import { withBenchServer } from './bench-server.js';
import { DeliveryCrew } from './delivery-crew.js';
import { type MemoryRow, workerMemory } from './delivery-memory.js';
import { type MessengerProcess, startMessenger } from './messenger-process.js';

/**
 * How fast deliveries go where the messenger answers at once and the gate stands wide open: 1, 2 and 4 workers, each
 * with a bot and an equal share of the recipients, beside a bare loop of the same posts; and the memory of a worker
 * with few and with a million deliveries pending. Commits wait for the disk. Figures, never assertions on time.
 *
 * `--short`: so little that it shows only that everything works. `--recipients N`, `--no-memory`: a part of it.
 */
const { values: asked } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    recipients: { type: 'string' },
    'no-memory': { type: 'boolean', default: false },
  },
});
const IS_SHORT = asked.short;
const RECIPIENTS = Number(asked.recipients ?? (IS_SHORT ? 400 : 20_000));
const WORKERS = [1, 2, 4];
/**
 * Most sends in any second of each bot, and so many are in a worker's hands at once: more than a worker of two shared
 * cores can make, four times what the setting allows.
 */
const SEND_LIMIT = 200;
/** Posts that the bare loop has under way at once. */
const BARE_AT_ONCE = 32;
const PENDING = asked['no-memory'] ? [] : IS_SHORT ? [1_000, 20_000] : [10_000, 1_000_000];
/** Longer than a minute: what a worker does once a minute walks over the rows. */
const WATCH_MS = IS_SHORT ? 10_000 : 90_000;
/** Some of the workspace cannot be written to. */
const SPARE = 1.4;

interface Row {
  readonly way: string;
  readonly seconds: number;
  readonly per_s: number;
  readonly share_of_bare?: number;
  /** Processor time of the process that posts, or of all of them, for each recipient; the load does not change it much. */
  readonly processor_ms_each: number;
  /** Posts beyond one for each recipient; intents that had to be given back. */
  readonly extra_posts?: number;
  readonly handed_back?: number;
  /** Of the machine, at the end: other work on it makes every figure smaller. */
  readonly load_1m: number;
}

await withBenchServer(
  async () => {
    const bare = await bareLoop();
    const rows: Row[] = [told(bare)];
    for (const workers of WORKERS) rows.push(told(await product(workers, bare)));
    const memory: MemoryRow[] = [];
    for (const pending of PENDING) memory.push(told(await workerMemory(pending, WATCH_MS)));
    process.stdout.write(
      `${JSON.stringify({ bench: 'delivery', recipients: RECIPIENTS, bots: 'one for each worker', send_limit: SEND_LIMIT, bare_at_once: BARE_AT_ONCE, rows, memory }, null, 2)}\n`,
    );
  },
  { isDurable: true },
);

/** Each row as it comes: the whole takes minutes. */
function told<T>(row: T): T {
  process.stderr.write(`${JSON.stringify(row)}\n`);
  return row;
}

/** The posts alone: the product's client without a gate, no rows, no markers to keep. */
async function bareLoop(): Promise<Row> {
  const messenger = await startMessenger(Math.ceil(RECIPIENTS * SPARE));
  const client = new PachcaClient({ baseUrl: messenger.apiUrl, token: messenger.token });
  try {
    const people = await peopleOf(messenger);
    const left = people.values();
    const processorBefore = process.cpuUsage();
    const startedAt = systemClock.monotonicMs();
    await Promise.all(
      Array.from({ length: BARE_AT_ONCE }, async () => {
        for (const entityId of left) {
          const deadlineMs = systemClock.monotonicMs() + 60_000;
          const { kind } = await client.createMessage(draftFor(entityId), { deadlineMs });
          if (kind !== 'accepted') throw new Error(`The bare loop was answered: ${kind}`);
        }
      }),
    );
    const figures = speed(startedAt);
    const { user, system } = process.cpuUsage(processorBefore);
    return { way: 'bare loop of posts', ...figures, processor_ms_each: each((user + system) / 1_000) };
  } finally {
    client.close();
    messenger.stop();
  }
}

async function product(workers: number, bare: Row): Promise<Row> {
  const messenger = await startMessenger(Math.ceil(RECIPIENTS * SPARE));
  const db = await createTestDatabase();
  const crew = new DeliveryCrew(db, messenger.apiUrl, SEND_LIMIT);
  try {
    const people = await peopleOf(messenger);
    await new Ledger(db).people(people);
    const share = RECIPIENTS / workers;
    for (const [at, token] of (await botTokens(messenger, workers)).entries())
      await crew.join(token, people.slice(at * share, (at + 1) * share));
    await db.query('vacuum analyze delivery, person');
    const processorBefore = await crew.processorMs();
    const startedAt = systemClock.monotonicMs();
    crew.begin();
    await allSent(db);
    const figures = speed(startedAt);
    const processorMs = (await crew.processorMs()) - processorBefore;
    return {
      way: `${String(workers)} worker${workers > 1 ? 's' : ''}`,
      ...figures,
      share_of_bare: round(figures.per_s / bare.per_s),
      processor_ms_each: each(processorMs),
      ...(await trouble(db)),
    };
  } finally {
    await crew.close();
    await db.close();
    messenger.stop();
  }
}

/** As the product makes it, marker included. */
function draftFor(entityId: number) {
  const marker = `#d=${'0'.repeat(16)}.a1`;
  return {
    entityType: 'user',
    entityId,
    content: 'Hello',
    displayAvatarUrl: `https://example.org/bot.png${marker}`,
  } as const;
}

async function peopleOf(messenger: MessengerProcess): Promise<number[]> {
  const client = new PachcaClient({ baseUrl: messenger.apiUrl, token: messenger.token });
  const ids: number[] = [];
  for await (const page of client.listUsers())
    ids.push(...page.filter((user) => !user.isBot && !user.isSuspended).map((user) => user.id));
  client.close();
  if (ids.length < RECIPIENTS) throw new Error(`Only ${String(ids.length)} people can be written to`);
  return ids.slice(0, RECIPIENTS);
}

async function botTokens(messenger: MessengerProcess, count: number): Promise<string[]> {
  const handle = SimulatorHandle.at(messenger.url);
  const tokens = [messenger.token];
  while (tokens.length < count) tokens.push((await handle.addBot()).token);
  return tokens;
}

/** Ends at the first row that is not sent, so asking costs next to nothing. */
async function allSent(db: TestDatabase): Promise<void> {
  for (;;) {
    const [row] = await db.query<{ isDone: boolean }>(
      `select not exists (select from delivery where state <> 'sent') as "isDone"`,
    );
    if (row?.isDone === true) return;
    await systemClock.sleep(100);
  }
}

async function trouble(db: TestDatabase): Promise<Pick<Row, 'extra_posts' | 'handed_back'>> {
  const [row] = await db.query<{ extra: number; back: number }>(
    `select (select sum(attempt) - count(*) from delivery)::int as extra,
            (select count(*) from delivery_event where to_state = 'pending')::int as back`,
  );
  return { extra_posts: row?.extra ?? 0, handed_back: row?.back ?? 0 };
}

function each(ms: number): number {
  return round(ms / RECIPIENTS);
}

function speed(startedAt: number): Pick<Row, 'seconds' | 'per_s' | 'load_1m'> {
  const seconds = (systemClock.monotonicMs() - startedAt) / 1_000;
  return {
    seconds: round(seconds),
    per_s: Math.round(RECIPIENTS / seconds),
    load_1m: round(loadavg()[0] ?? 0),
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
