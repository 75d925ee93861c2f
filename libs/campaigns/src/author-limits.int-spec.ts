import { plainContent } from '#lib/content';
import { Ledger } from '#lib/testing';
import { type CampaignsBench, createCampaignsBench, TO_SEND } from './campaigns.fixture.js';
import type { CampaignValues } from './campaign.js';

/** In the department «Склад» are those above 3; the tag has all ten, of whom the tenth is suspended. */
const DEPARTMENT = { type: 'rules', include: [{ departments: ['Склад'] }], exclude: [] };

describe('the limits of a key', () => {
  let bench: CampaignsBench;
  beforeAll(async () => {
    bench = await createCampaignsBench();
    await bench.db
      .query(`insert into chat (id, name, is_channel, is_public, is_archived, is_member, member_count, synced_at, members_synced_at)
                          values (500, 'Склад', false, true, false, true, 5, now(), now())`);
    await bench.db.query(
      'insert into chat_member (chat_id, person_id) select 500, n from generate_series(3, 7) n',
    );
  });
  afterAll(() => bench.close());

  const key = (limits: object | null, personId: number | null = null): Promise<string> =>
    new Ledger(bench.db).key(limits, personId);
  const request = (by: string, expectedRecipients = TO_SEND) => ({
    expectedRecipients,
    confirmRepeat: true,
    by,
  });
  const send = async (
    by: string,
    changes: Partial<CampaignValues> = {},
    expected = TO_SEND,
  ): Promise<unknown> => {
    const { id } = await bench.draft(changes);
    return bench.tx((tx) => bench.launches.launch(tx, id, request(by, expected)));
  };
  const toUsers = (...users: number[]): Partial<CampaignValues> => ({
    audience: { type: 'rules', include: [{ users }] },
  });

  it('let as many people through as they say, and tell both figures of one more', async () => {
    await send(await key({ max_recipients: TO_SEND, audience: null }));
    const by = await key({ max_recipients: TO_SEND - 1, audience: null });
    await expect(send(by)).rejects.toMatchObject({
      code: 'key_limit_exceeded',
      facts: { limit: 'max_recipients', max: TO_SEND - 1, actual: TO_SEND, key_id: by },
    });
  });

  it('are about the people, however the campaign names them', async () => {
    const by = await key({ max_recipients: null, audience: DEPARTMENT });
    await send(by, toUsers(4, 5, 9), 3);
    await send(
      by,
      {
        audience: {
          type: 'rules',
          include: [{ all_of: [{ tags_any: ['Склад'] }, { departments: ['Склад'] }] }],
        },
      },
      6,
    );
    await expect(send(by)).rejects.toMatchObject({
      code: 'audience_not_allowed',
      facts: { limit: 'audience', outside: 3, actual: TO_SEND, ids: [1, 2, 3], key_id: by },
    });
  });

  it('never mind people who get nothing', async () => {
    // Who is suspended is no recipient; who is excluded from the allowed audience is not allowed.
    const by = await key({
      max_recipients: 2,
      audience: { type: 'rules', include: [{ users: [4, 5, 6] }], exclude: [{ users: [6] }] },
    });
    await send(by, toUsers(4, 5, 10), 2);
    await expect(send(by, toUsers(4, 6), 2)).rejects.toMatchObject({ facts: { outside: 1, ids: [6] } });
  });

  it('never leave out whom the key was issued to', async () => {
    const limits = { max_recipients: null, audience: DEPARTMENT };
    await send(await key(limits, 1), toUsers(1, 4), 2);
    await expect(send(await key(limits, 2), toUsers(1, 4), 2)).rejects.toMatchObject({ facts: { ids: [1] } });
  });

  it('count who sees what is posted into a chat', async () => {
    const chat = {
      content: plainContent('Собрание'),
      audience: {},
      target: { type: 'chat' as const, chatIds: [500] },
    };
    const { id } = await bench.draft(chat);
    const by = async (limits: object): Promise<unknown> => {
      const keyId = await key(limits);
      return bench.tx((tx) => bench.launches.launch(tx, id, request(keyId, 1)));
    };
    await expect(by({ max_recipients: 4, audience: null })).rejects.toMatchObject({
      facts: { max: 4, actual: 5 },
    });
    await expect(by({ max_recipients: null, audience: DEPARTMENT })).rejects.toMatchObject({
      facts: { outside: 1, actual: 5, ids: [3] },
    });
    await by({ max_recipients: 5, audience: null });
  });

  it('hold for what is scheduled and submitted, and are those of now when the time comes', async () => {
    const by = await key({ max_recipients: TO_SEND - 1, audience: null });
    const { id } = await bench.draft();
    for (const way of ['plan', 'submit'] as const)
      await expect(bench.tx((tx) => bench.launches[way](tx, id, request(by)))).rejects.toMatchObject({
        code: 'key_limit_exceeded',
      });
    await bench.db.query("update api_key set limits = null where limits ->> 'max_recipients' = $1", [
      String(TO_SEND - 1),
    ]);
    const { confirmed } = await bench.tx((tx) => bench.launches.plan(tx, id, request(by)));
    const scheduled = {
      isLast: true,
      confirmed,
      bound: { percent: null, maxRecipients: null },
      isApproved: false,
      mayRepeat: true,
      expiresAt: null,
      localStart: null,
      by,
      limitedBy: [by],
    };
    await new Ledger(bench.db).key(null);
    await bench.db.query(`update api_key set limits = '{"max_recipients": 1}'`);
    const launch = () => bench.tx((tx) => bench.launches.launchScheduled(tx, id, scheduled));
    await expect(launch()).rejects.toMatchObject({ facts: { max: 1, actual: TO_SEND } });
    await bench.db.query('update api_key set limits = null');
    expect((await launch()).run.limitedBy).toEqual([by]);
  });

  it('hold for whoever has asked as for whoever agrees', async () => {
    const [asked, agreed] = [await key({ max_recipients: 1, audience: null }), await key(null)];
    const { id } = await bench.draft();
    const by = { ...request(agreed), askedBy: asked };
    await expect(bench.tx((tx) => bench.launches.launch(tx, id, by))).rejects.toMatchObject({
      facts: { key_id: asked },
    });
  });

  it('are told by a check to whom they concern, with every figure', async () => {
    const { id } = await bench.draft();
    const by = await key({ max_recipients: 1, audience: DEPARTMENT });
    const check = await bench.checks.check(id, null, by);
    expect(check.isOk).toBe(false);
    expect(check.issues).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ code: 'key_limit_exceeded', level: 'error', pointer: '#/audience' }),
        expect.objectContaining({
          code: 'audience_not_allowed',
          params: expect.objectContaining({ outside: 3 }) as unknown,
        }),
      ]),
    );
    expect((await bench.checks.check(id, null, await key(null))).isOk).toBe(true);
  });
});
