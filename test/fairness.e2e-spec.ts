import { EngineScene } from './support/engine-scene.js';

/** Who goes first, by the order in which messages reach the messenger; never by time. */
describe('campaigns of one bot', () => {
  const PEOPLE = 1_200;
  let scene: EngineScene;
  beforeAll(async () => {
    scene = await EngineScene.open(PEOPLE, { VESTNIK_SEND_LIMIT: '8' });
    await scene.startWorker();
  });
  afterAll(() => scene.close());

  /** The places of the campaign's messages among all, in the order in which the messenger took them. */
  const places = async (id: string): Promise<number[]> => {
    const rows = await scene.db.query<{ campaign: string; mine: boolean }>(
      `select (r.campaign_id = $1) as mine from delivery d join run r on r.id = d.run_id
        where d.message_id is not null order by d.message_id`,
      [uuidOf(id)],
    );
    return rows.flatMap(({ mine }, place) => (mine ? [place] : []));
  };
  const uuids = new Map<string, string>();
  const uuidOf = (id: string): string => uuids.get(id) ?? '';
  const announce = async (
    people: readonly number[] | 'everyone',
    priority: string,
  ): Promise<{ id: string; sentBefore: number }> => {
    const { id } = await scene.announce(people, { delivery: { priority } });
    const [row] = await scene.db.query<{ uuid: string }>(
      'select id as uuid from campaign order by created_at desc limit 1',
    );
    uuids.set(id, row?.uuid ?? '');
    return { id, sentBefore: (await scene.messenger.truth()).directMessages };
  };
  /** Sends of the large run that began after the small one could, before its last. */
  const overtaken = async (small: string): Promise<number> => {
    const [row] = await scene.db.query<{ count: number }>(
      `select count(*)::int as count
         from delivery d join run r on r.id = d.run_id, run s
        where s.campaign_id = $1 and r.campaign_id <> s.campaign_id
          and d.sending_since > s.prepared_at
          and d.sending_since < (select max(sending_since) from delivery where run_id = s.id)`,
      [uuidOf(small)],
    );
    return row?.count ?? 0;
  };

  it('share it in turn: five people do not wait behind a thousand', async () => {
    await announce('everyone', 'normal');
    await scene.messenger.waitFor('messagesCreated', 10);
    const five = await people(5);
    const small = await announce(five, 'normal');
    await scene.reaches(small.id, 'completed');
    expect(await places(small.id)).toHaveLength(5);
    // Five turns of the other, and what was claimed when the small one came, up to two handfuls of eight.
    expect(await overtaken(small.id)).toBeLessThanOrEqual(5 + 16);

    const urgent = await announce(five, 'urgent');
    await scene.reaches(urgent.id, 'completed');
    // Nothing but what was claimed before.
    expect(await overtaken(urgent.id)).toBeLessThanOrEqual(16);
    const [head = 0, ...rest] = await places(urgent.id);
    expect(rest.at(-1) ?? 0).toBeLessThanOrEqual(head + 4 + 8);

    const low = await announce(five, 'low');
    await scene.messenger.waitFor('messagesCreated', low.sentBefore + 20);
    expect(await places(low.id)).toEqual([]);
  }, 180_000);

  async function people(count: number): Promise<number[]> {
    const rows = await scene.db.query<{ id: number }>(
      `select id::int from person where not is_bot and not is_suspended and left_at is null
         and invite_status = 'confirmed' order by id desc limit $1`,
      [count],
    );
    return rows.map(({ id }) => id);
  }
});
