import { type CampaignsBench, createCampaignsBench } from './campaigns.fixture.js';
import { plainContent } from '#lib/content';
import type { CampaignValues } from './campaign.js';

const BOT = 500;

describe('a campaign into chats', () => {
  let bench: CampaignsBench;
  beforeAll(async () => {
    bench = await createCampaignsBench();
    await bench.db.query('update sender set bot_user_id = $1', [BOT]);
    await bench.db.query(
      `insert into chat (id, name, is_channel, is_archived, is_public, is_member, member_count, synced_at, members_synced_at)
       select id, 'chat', false, id = 3, false, id <> 4, 2, now(), now() from generate_series(1, 4) id`,
    );
    // The bot that reads the directory is in 2 and this one is not; in 4 it is the other way round.
    await bench.db.query(
      `insert into chat_member (chat_id, person_id) values (1, ${BOT}), (3, ${BOT}), (4, ${BOT}), (2, 7)`,
    );
  });
  afterAll(() => bench.close());

  const into = (...chatIds: readonly number[]): Partial<CampaignValues> => ({
    content: plainContent('Всем'),
    audience: {},
    target: { type: 'chat', chatIds },
  });
  const launch = async (
    changes: Partial<CampaignValues>,
    expectedRecipients: number,
    confirmRepeat = true,
  ) => {
    const { id } = await bench.draft(changes);
    return bench.tx((tx) =>
      bench.launches.launch(tx, id, { expectedRecipients, confirmRepeat, by: 'key_test' }),
    );
  };

  it('is for its chats, and for no people', async () => {
    const { id } = await bench.draft(into(1, 4));
    expect(await bench.checks.check(id)).toMatchObject({
      isOk: true,
      recipients: { matched: 2, toSend: 2, skipped: [] },
      timeZoneCount: 0,
    });
    const { run } = await launch(into(1, 4), 2);
    expect(run).toMatchObject({ target: { type: 'chat', chatIds: [1, 4] }, confirmedCount: 2 });
  });

  it('may be pinned until a moment that is still to come, and says where the bot may not pin', async () => {
    const until = (pinUntil: string): Partial<CampaignValues> => ({
      ...into(1),
      target: { type: 'chat', chatIds: [1], pinUntil },
    });
    await expect(bench.draft(until('2020-01-01T00:00:00.000Z'))).rejects.toMatchObject({
      details: [{ pointer: '#/target/pin_until', code: 'in_the_past' }],
    });
    const { id } = await bench.draft(until('2099-01-01T00:00:00.000Z'));
    const codes = async () => (await bench.checks.check(id)).issues.map(({ code }) => code);
    expect(await codes()).toContain('pin_scope_missing');
    await bench.db.query("update sender set scopes = scopes || '{pins:write}'");
    expect(await codes()).not.toContain('pin_scope_missing');
    const { run } = await launch(until('2099-01-01T00:00:00.000Z'), 1);
    expect(run.target).toEqual({ type: 'chat', chatIds: [1], pinUntil: '2099-01-01T00:00:00.000Z' });
  });

  it('may be pinned for so many hours after each post, which is part of what is confirmed', async () => {
    const hours = (pinForHours: number): Partial<CampaignValues> => ({
      ...into(1),
      target: { type: 'chat', chatIds: [1], pinForHours },
    });
    const confirmed = async (values: Partial<CampaignValues>): Promise<string> =>
      (await bench.checks.check((await bench.draft(values)).id)).confirmation.delivery;
    const digests = await Promise.all([confirmed(into(1)), confirmed(hours(24)), confirmed(hours(25))]);
    expect(new Set(digests).size).toBe(3);
    const { run } = await launch(hours(24), 1);
    expect(run.target).toEqual({ type: 'chat', chatIds: [1], pinForHours: 24 });
  });

  it('cannot name a chat that the directory does not have', async () => {
    await expect(bench.draft(into(1, 99))).rejects.toMatchObject({
      code: 'unknown_chat',
      facts: { chat_ids: [99] },
    });
  });

  it('is told where nothing can be posted, for this very bot, and posts nothing anywhere then', async () => {
    const { id } = await bench.draft(into(1, 2, 3));
    const { isOk, issues } = await bench.checks.check(id);
    expect(isOk).toBe(false);
    const errors = issues.filter(({ level }) => level === 'error');
    expect(errors.map(({ code, params }) => [code, params?.['chat_id']])).toEqual([
      ['chat_not_member', 2],
      ['chat_archived', 3],
    ]);
    await expect(launch(into(1, 2, 3), 1)).rejects.toMatchObject({
      code: 'chat_not_writable',
      facts: {
        chats: [
          { chat_id: 2, reason: 'no_access' },
          { chat_id: 3, reason: 'chat_archived' },
        ],
      },
    });
  });

  it('says beforehand that a post without a picture cannot be found again', async () => {
    const { id } = await bench.draft(into(1));
    const codes = async () => (await bench.checks.check(id)).issues.map(({ code }) => code);
    expect(await codes()).toContain('chat_post_unmarked');
    await bench.db.query("update sender set avatar_url = 'https://example.org/a.png'");
    expect(await codes()).not.toContain('chat_post_unmarked');
  });

  it('is noticed when the same text goes to the same chat again', async () => {
    await launch({ ...into(1), content: plainContent('Собрание в среду') }, 1, false);
    const again = launch({ ...into(1), content: plainContent('Собрание в среду') }, 1, false);
    await expect(again).rejects.toMatchObject({ code: 'repeat_suspected', facts: { same_recipients: 1 } });
    await launch({ ...into(4), content: plainContent('Собрание в среду') }, 1, false);
  });

  it('keeps to a text for all when it is corrected', async () => {
    const { run } = await launch(into(4), 1);
    const content = plainContent('{{ user.nickname }}');
    const revising = bench.tx((tx) =>
      bench.runs.revise(tx, run, { content, isMaterial: true, by: 'key_test' }),
    );
    await expect(revising).rejects.toMatchObject({ details: [{ code: 'field_of_person' }] });
  });
});
