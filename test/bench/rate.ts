import { randomUUID } from 'node:crypto';
import Bottleneck from 'bottleneck';
import { systemClock } from '#lib/kernel';
import { PachcaClient } from '#lib/pachca';
import { createTestDatabase, RunningProduct, type RunningProcess, SimulatorHandle } from '#lib/testing';
import { withBenchServer } from './bench-server.js';
import { arrivalFigures, type ArrivalFigures } from './arrival-figures.js';

/**
 * How much of the allowed rate is used, and whether it is ever exceeded, as the messenger sees arrivals: the product
 * with one worker and with three, beside the same sends through a bare Bottleneck. Figures, never assertions on time.
 */
const SENDS = 400;
const LIMIT = 4;
/** The messenger's answers take this long. */
const ANSWER_MS = 50;

interface Row extends ArrivalFigures {
  readonly way: string;
}

await withBenchServer(async () => {
  const rows: Row[] = [];
  for (const workers of [1, 3]) rows.push(await product(workers));
  rows.push(await bareBottleneck());
  process.stdout.write(
    `${JSON.stringify({ bench: 'rate', sends: SENDS, limit: LIMIT, answer_ms: ANSWER_MS, rows }, null, 2)}\n`,
  );
});

async function product(workers: number): Promise<Row> {
  const messenger = await slowMessenger();
  const db = await createTestDatabase();
  const running = new RunningProduct({
    databaseUrl: db.url,
    pachcaUrl: messenger.apiUrl,
    token: messenger.token,
  });
  try {
    const api = await running.startApi();
    for (let at = 0; at < workers; at += 1) await running.startWorker();
    await announce(running, api);
    await messenger.waitFor('messagesCreated', SENDS, 600_000);
    return { way: `${String(workers)} worker${workers > 1 ? 's' : ''}`, ...(await figures(messenger)) };
  } finally {
    await running.close();
    await db.close();
    await messenger.close();
  }
}

async function bareBottleneck(): Promise<Row> {
  const messenger = await slowMessenger();
  const client = new PachcaClient({ baseUrl: messenger.apiUrl, token: messenger.token });
  try {
    const people = await peopleOf(client);
    const queue = new Bottleneck({ minTime: 1_000 / LIMIT });
    await Promise.all(
      people.map((entityId) =>
        queue.schedule(() =>
          client.createMessage(
            { entityType: 'user', entityId, content: 'Hello' },
            { deadlineMs: systemClock.monotonicMs() + 60_000 },
          ),
        ),
      ),
    );
    return { way: 'bare Bottleneck, minTime 250', ...(await figures(messenger)) };
  } finally {
    client.close();
    await messenger.close();
  }
}

async function slowMessenger(): Promise<SimulatorHandle> {
  const messenger = await SimulatorHandle.start({ people: 500, behaviour: { peopleRead: 'never' } });
  await messenger.fault('latency', { ms: ANSWER_MS }, { operation: 'messages.create' });
  return messenger;
}

async function announce(running: RunningProduct, api: RunningProcess): Promise<void> {
  const call = (path: string, body?: unknown) =>
    running.call(api, {
      method: body === undefined ? 'GET' : 'POST',
      path,
      ...(body !== undefined && { body, idempotencyKey: randomUUID() }),
    });
  const users = async (): Promise<number[]> => {
    const ids: number[] = [];
    let cursor = '';
    do {
      const { body } = await call(`/v1/directory/users?limit=200&suspended=false${cursor}`);
      ids.push(
        ...(body['data'] as { id: number; bot: boolean }[])
          .filter((user) => !user.bot)
          .map((user) => user.id),
      );
      const { next_cursor: next } = body['page'] as { next_cursor: string | null };
      cursor = next === null ? '' : `&cursor=${next}`;
    } while (cursor !== '');
    return ids;
  };
  let ids: number[] = [];
  while (ids.length < SENDS) {
    await systemClock.sleep(200);
    ids = await users();
  }
  const audience = { type: 'rules', include: [{ users: ids.slice(0, SENDS) }], exclude: [] };
  const content = { format: 'pachca_markdown', template: 'Hello' };
  const draft = await call('/v1/campaigns', { title: 'bench', content, audience });
  await call(`/v1/campaigns/${String(draft.body['id'])}/send`, {
    expected_recipients: SENDS,
    confirm_repeat: true,
    undo_window_s: 0,
  });
}

async function peopleOf(client: PachcaClient): Promise<number[]> {
  const ids: number[] = [];
  for await (const page of client.listUsers()) {
    ids.push(...page.filter((user) => !user.isBot && !user.isSuspended).map((user) => user.id));
  }
  return ids.slice(0, SENDS);
}

async function figures(messenger: SimulatorHandle): Promise<ArrivalFigures> {
  return arrivalFigures(await messenger.requests({ class: 'send' }), LIMIT);
}
