import { randomUUID } from 'node:crypto';
import type { ApiAnswer } from '#lib/testing';
import { closeScene, CREATE, openScene, type Scene, until } from './support/scene.js';

/** For two sweeps after a doubt, or twelve times Δ, on a machine that is busy with other tests. */
const PATIENCE_MS = 180_000;

/**
 * Real processes: what becomes of sends whose outcome stays open for long, or turns out otherwise than was believed.
 *
 * @param settleSeconds Δ: everything here happens at multiples of it
 */
async function openWithDelta(settleSeconds: number): Promise<Scene> {
  const scene = await openScene(12, { env: { VESTNIK_DOUBT_SETTLE_SECONDS: String(settleSeconds) } });
  await scene.product.startWorker();
  return scene;
}

interface Recipient {
  readonly id: string;
  readonly user: { readonly id: number };
  readonly delivery: { readonly status: string };
}

function actions({ product, api }: Scene) {
  const post = (path: string, body: unknown): Promise<ApiAnswer> =>
    product.call(api, { method: 'POST', path, body, idempotencyKey: randomUUID() });
  const get = (path: string): Promise<ApiAnswer> => product.call(api, { path });
  const recipients = async (campaign: string): Promise<Recipient[]> =>
    (await get(`/v1/campaigns/${campaign}/recipients`)).body['data'] as Recipient[];
  return {
    post,
    get,
    recipients,
    /** People who can be written to. */
    people: async (count: number): Promise<number[]> => {
      const { body } = await until(
        () => get('/v1/directory/users?suspended=false&limit=50'),
        (answer) => (answer.body['data'] as unknown[]).length > 0,
      );
      const all = body['data'] as { id: number; bot: boolean; suspended: boolean; invite_status: string }[];
      const usable = all.filter((user) => !user.bot && !user.suspended && user.invite_status === 'confirmed');
      return usable.slice(0, count).map((user) => user.id);
    },
    announce: async (users: readonly number[]): Promise<string> => {
      const draft = await post('/v1/campaigns', {
        title: 'Проверка',
        content: { format: 'pachca_markdown', template: 'Здравствуйте!' },
        audience: { type: 'rules', include: [{ users }], exclude: [] },
      });
      const id = String(draft.body['id']);
      const sent = await post(`/v1/campaigns/${id}/send`, {
        expected_recipients: users.length,
        confirm_repeat: true,
      });
      expect(sent.status).toBe(202);
      return id;
    },
    /** Until every recipient has this status. */
    all: (campaign: string, status: string) =>
      until(
        () => recipients(campaign),
        (rows) => rows.length > 0 && rows.every((row) => row.delivery.status === status),
      ),
    statusOf: (campaign: string, recipient: string, status: string) =>
      until(
        () => get(`/v1/campaigns/${campaign}/recipients/${recipient}`),
        (answer) => (answer.body['delivery'] as Recipient['delivery']).status === status,
      ),
    resolve: (campaign: string, recipient: string, body: object) =>
      post(`/v1/campaigns/${campaign}/deliveries/${recipient}/resolve`, { reason: 'спросили', ...body }),
    operation: (answer: ApiAnswer) =>
      until(
        () => get(`/v1/operations/${String(answer.body['id'])}`),
        (now) => ['succeeded', 'failed'].includes(String(now.body['status'])),
      ),
    doctor: async (): Promise<Record<string, unknown>> => (await get('/v1/doctor')).body,
  };
}

const HISTORY = { operation: 'messages.list' } as const;

/** How many messages of the bot somebody has in their chat, those taken away again not counted. */
async function visibleTo({ messenger }: Scene, personId: number): Promise<number> {
  const messages = await messenger.messages({ personId });
  return messages.filter((message) => message.isByBot && message.deletedAt === null).length;
}

/** Sends that arrived, and whose chats nobody can read: nothing but a person's word, or time, ends these doubts. */
async function stuckDoubts(scene: Scene, count: number): Promise<{ id: string; rows: Recipient[] }> {
  const { people, announce, all } = actions(scene);
  const users = await people(count);
  // Nor may the bot's own events tell of them: they would, sooner or later.
  const [bot] = await scene.messenger.bots();
  await scene.messenger.changeBot(bot?.userId ?? 0, { eventsHistoryEnabled: false });
  await scene.messenger.fault('history_forbidden', {}, HISTORY);
  await scene.messenger.fault('lost_answer', {}, { ...CREATE, count });
  const id = await announce(users);
  return { id, rows: await all(id, 'unknown') };
}

describe('a request that is applied after its absence was believed', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openWithDelta(2);
  });
  afterAll(() => closeScene(scene));

  it(
    'leaves one message in the end, and a doctor who tells of the other',
    async () => {
      const { people, announce, all, doctor } = actions(scene);
      const [person = 0] = await people(1);
      // Absence is believed after 2 s and a little; the sweeps come 4 and 24 s after that.
      await scene.messenger.fault('late_apply', { delayMs: 15_000 }, { ...CREATE, count: 1 });
      const id = await announce([person]);
      await all(id, 'sent');
      const report = await until(doctor, (now) => (now['duplicates'] as { removed: number }).removed === 1);
      expect(report).toMatchObject({ ok: true, duplicates: { made: 1, removed: 1, visible: 0 } });
      expect((report['findings'] as { code: string }[]).map(({ code }) => code)).toContain(
        'second_copies_removed',
      );
      expect(await scene.messenger.messages({ personId: person })).toHaveLength(2);
      expect(await visibleTo(scene, person)).toBe(1);
      // The one that stays is the one that was bound.
      const [row] = await scene.db.query<{ message_id: number }>('select message_id::int from delivery');
      const kept = (await scene.messenger.messages({ personId: person })).find(
        (message) => message.deletedAt === null,
      );
      expect(kept?.id).toBe(row?.message_id);
    },
    PATIENCE_MS,
  );
});

describe('doubts that no chat settles', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await openWithDelta(3);
  });
  afterEach(() => closeScene(scene));

  it(
    'are settled by the word of a person, whom the sweeper still looks after',
    async () => {
      const { resolve, operation, statusOf, all, get } = actions(scene);
      const { id, rows } = await stuckDoubts(scene, 3);
      const [bound, again, closed] = rows;
      if (bound === undefined || again === undefined || closed === undefined) throw new Error('three doubts');
      const messageOf = async (person: number): Promise<number> =>
        (await scene.messenger.messages({ personId: person }))[0]?.id ?? 0;

      // Bind: not to somebody else's message, but to the own one.
      const wrong = await operation(
        await resolve(id, bound.id, { action: 'bind', message_id: await messageOf(again.user.id) }),
      );
      expect(wrong.body).toMatchObject({ status: 'failed', error: { code: 'wrong_chat' } });
      const own = await messageOf(bound.user.id);
      const right = await operation(await resolve(id, bound.id, { action: 'bind', message_id: own }));
      expect(right.body).toMatchObject({ status: 'succeeded', result: { message_id: own } });
      const row = await statusOf(id, bound.id, 'sent');
      expect(row.body).toMatchObject({ evidence: 'operator', delivery: { message_id: own } });

      // Send again: only when it is said that this may make a second copy.
      expect((await resolve(id, again.id, { action: 'send_again' })).status).toBe(422);
      const said = await resolve(id, again.id, { action: 'send_again', confirm_may_duplicate: true });
      expect(said).toMatchObject({ status: 202, body: { status: 'succeeded' } });
      await statusOf(id, again.id, 'sent');
      expect(await visibleTo(scene, again.user.id)).toBe(2);

      // Close: failed for a reason of its own, and no second word about it.
      const close = { action: 'close_as_unproven' };
      expect((await resolve(id, closed.id, close)).status).toBe(202);
      await statusOf(id, closed.id, 'failed');
      const unproven = await get(`/v1/campaigns/${id}/recipients?reason=unproven`);
      expect(unproven.body['data']).toHaveLength(1);
      expect((await resolve(id, closed.id, close)).body).toMatchObject({ code: 'state_conflict' });

      // The chats can be read again: the second copy goes, and what was given up is found.
      await scene.messenger.clearFaults();
      await all(id, 'sent');
      await until(
        () => visibleTo(scene, again.user.id),
        (count) => count === 1,
      );
      expect(await visibleTo(scene, closed.user.id)).toBe(1);
    },
    PATIENCE_MS,
  );

  it(
    'leave the lane after a while, so that other messages reach the person',
    async () => {
      const { announce, all, doctor, recipients } = actions(scene);
      const { id, rows } = await stuckDoubts(scene, 1);
      const [row] = rows;
      if (row === undefined) throw new Error('one doubt');
      const other = await announce([row.user.id]);
      await all(other, 'sent');
      expect((await recipients(id)).map(({ delivery }) => delivery.status)).toEqual(['unknown']);
      expect(await doctor()).toMatchObject({ doubts: { open: 1, parked: 1 } });
      // It is still found when the chat can be read, by its marker, beside the message that came later.
      await scene.messenger.clearFaults();
      await scene.db.query('update delivery set next_check_at = clock_timestamp() where is_parked');
      await all(id, 'sent');
      expect(await doctor()).toMatchObject({ doubts: { open: 0, parked: 0 }, duplicates: { made: 0 } });
    },
    PATIENCE_MS,
  );
});
