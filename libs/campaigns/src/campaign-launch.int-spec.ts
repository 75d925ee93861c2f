import { type MessageContent, plainContent } from '#lib/content';
import { type CampaignsBench, createCampaignsBench, TO_SEND, VALUES } from './campaigns.fixture.js';
import type { LaunchedCampaign } from './campaign-launch.js';
import type { Confirmation } from './domain/confirmation.js';

describe('sending a campaign', () => {
  let bench: CampaignsBench;
  beforeAll(async () => {
    bench = await createCampaignsBench();
  });
  afterAll(() => bench.close());

  const launch = (id: string, expectedRecipients = TO_SEND): Promise<LaunchedCampaign> =>
    bench.tx((tx) =>
      bench.launches.launch(tx, id, { expectedRecipients, confirmRepeat: true, by: 'key_test' }),
    );
  const runsOf = (id: string): Promise<object[]> =>
    bench.db.query('select from run where campaign_id = $1', [id]);

  it('freezes text, audience and settings into one run, and wakes the workers', async () => {
    const draft = await bench.draft({ skipInvited: true, onUnproven: 'hold', priority: 'urgent' });
    const { campaign, run } = await launch(draft.id);
    expect(campaign).toMatchObject({ status: 'running', version: 2 });
    expect(run).toMatchObject({
      status: 'preparing',
      confirmedCount: TO_SEND,
      expectedCount: null,
      senderId: bench.senderId,
      stop: null,
      audience: draft.audience,
      skipInvited: true,
      onUnproven: 'hold',
      priority: 'urgent',
    });
    expect(run.audienceDigest).toMatch(/^[0-9a-f]{64}$/);
    const content = await bench.db.query('select number, template from content_version where id = $1', [
      run.contentVersionId,
    ]);
    expect(content).toEqual([{ number: 1, template: draft.content.template }]);
  });

  it('happens once, however many ask at the same time', async () => {
    const { id } = await bench.draft();
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => launch(id)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'state_conflict' });
    }
    expect(await runsOf(id)).toHaveLength(1);
  });

  it('is refused when what follows it is another than was confirmed, and goes with what follows it now', async () => {
    const { id } = await bench.draft();
    const send = async (confirmation: Confirmation) =>
      bench.tx((tx) => bench.launches.launch(tx, id, { confirmation, confirmRepeat: true, by: 'key_test' }));
    const plan = (rungs: string): Promise<unknown> =>
      bench.db.query(
        `insert into follow_up_plan (campaign_id, rungs, set_by) values ($1, $2::jsonb, 'key_test')
             on conflict (campaign_id) do update set rungs = excluded.rungs`,
        [id, rungs],
      );
    const without = (await bench.checks.check(id)).confirmation;
    await plan('[{"who": "unread", "after_hours": 24}]');
    const changed = {
      code: 'state_changed',
      facts: { changed: ['follow_ups'], confirmed: { follow_ups: null } },
    };
    await expect(send(without)).rejects.toMatchObject(changed);
    const later = (await bench.checks.check(id)).confirmation;
    await plan('[{"who": "unread", "after_hours": 1}]');
    await expect(send(later)).rejects.toMatchObject({ facts: { changed: ['follow_ups'] } });
    await bench.db.query('delete from follow_up_plan where campaign_id = $1', [id]);
    await expect(send(later)).rejects.toMatchObject({ facts: { current: { follow_ups: null } } });
    // The same, written in another order.
    await plan('[{"after_hours": 24, "who": "unread"}]');
    expect((await send(later)).campaign.status).toBe('running');
  });

  it('is refused when the audience is another than was confirmed, with both numbers', async () => {
    const { id } = await bench.draft();
    await expect(launch(id, TO_SEND + 1)).rejects.toMatchObject({
      code: 'audience_changed',
      facts: { expected: TO_SEND + 1, actual: TO_SEND },
    });
    expect((await bench.campaigns.get(id)).status).toBe('draft');
    expect(await runsOf(id)).toHaveLength(0);
    await launch(id);
  });

  it('is refused when nobody is left', async () => {
    const { id } = await bench.draft({ audience: { type: 'rules', include: [{ users: [10] }] } });
    await expect(launch(id, 0)).rejects.toMatchObject({ code: 'audience_empty', facts: { matched: 1 } });
    expect((await bench.campaigns.get(id)).status).toBe('draft');
  });

  it('is refused while its run is paused, with a word on what to do', async () => {
    const run = await bench.launched();
    await bench.tx((tx) => bench.runs.hold(tx, run.id, { code: 'token_rejected', reason: 'no' }));
    await expect(launch(run.campaignId)).rejects.toMatchObject({
      code: 'campaign_paused',
      facts: { paused_by: 'system', pause_code: 'token_rejected' },
    });
  });

  it('is refused after its expiry', async () => {
    const { id } = await bench.draft({ expiresAt: new Date(Date.now() + 60_000) });
    await bench.db.query("update campaign set expires_at = now() - interval '1 second' where id = $1", [id]);
    await expect(launch(id)).rejects.toMatchObject({ code: 'campaign_expired' });
  });

  it('needs a sender that the messenger does not refuse', async () => {
    const { id } = await bench.draft();
    await bench.db.query("update sender set status = 'held', hold_code = 'token_rejected'");
    await expect(launch(id)).rejects.toMatchObject({
      code: 'sender_held',
      facts: { hold_code: 'token_rejected' },
    });
    await bench.db.query("update sender set status = 'active', hold_code = null");
    await launch(id);
  });

  it('has no button with a form where nothing would come of it', async () => {
    const content = {
      ...VALUES.content,
      buttons: [[{ type: 'question', text: 'Есть вопрос' }]],
    } satisfies MessageContent;
    const { id } = await bench.draft({ content });
    const scopes = (list: string) =>
      bench.db.query('update sender set scopes = $2 where id = $1', [bench.senderId, list]);
    const found = async () =>
      (await bench.checks.check(id)).issues
        .filter(({ pointer }) => pointer === '#/content/buttons')
        .map(({ level, code }) => `${level} ${code}`);
    await scopes('{messages:create}');
    expect(await found()).toEqual(['error sender_scope_missing', 'error question_needs_webhook']);
    await expect(launch(id)).rejects.toMatchObject({
      code: 'sender_scope_missing',
      facts: { scope: 'views:write' },
    });
    await scopes('{messages:create,views:write}');
    expect(await found()).toEqual(['error question_needs_webhook']);
    await expect(launch(id)).rejects.toMatchObject({ code: 'question_needs_webhook' });
    await bench.db.query(
      `insert into inbound_webhook (sender_id, path_hash, secret_sealed) values ($1, '\\x01', '\\x02')`,
      [bench.senderId],
    );
    expect(await found()).toEqual(['warning question_webhook_untried']);
    await bench.db.query('update inbound_webhook set accepted_at = clock_timestamp()');
    expect(await found()).toEqual([]);
    await launch(id);
    await bench.db.query('delete from inbound_webhook');
  });

  it('says where nothing would tell of the reactions that a text asks for, and not where a webhook might', async () => {
    const content = { ...VALUES.content, acknowledgeBy: { reaction: '👍' } };
    const { id } = await bench.draft({ content });
    const because = async () =>
      (await bench.checks.check(id)).issues
        .filter(({ code }) => code === 'reactions_unheard')
        .map(({ params }) => params);
    expect(await because()).toEqual([{ because: 'scope_missing' }]);
    await bench.db.query(`update sender set scopes = '{webhooks:events:read}' where id = $1`, [
      bench.senderId,
    ]);
    expect(await because()).toEqual([]);
    await bench.db.query(
      `insert into event_history (sender_id, polled_at, trouble) values ($1, now(), 'forbidden')`,
      [bench.senderId],
    );
    expect(await because()).toEqual([{ because: 'forbidden' }]);
    await bench.db.query(
      `insert into inbound_webhook (sender_id, path_hash, secret_sealed) values ($1, '\\x00', '\\x00')`,
      [bench.senderId],
    );
    expect(await because()).toEqual([]);
    await bench.db.query('delete from inbound_webhook');
    await bench.db.query('delete from event_history');
  });

  it('is not possible for what is not there', async () => {
    await expect(launch('01983f4a-0000-7000-8000-000000000000')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a workspace without a sender', () => {
  it('cannot send, and a check says so', async () => {
    const bench = await createCampaignsBench();
    await bench.db.query('delete from sender');
    const { id } = await bench.draft();
    const request = { expectedRecipients: TO_SEND, confirmRepeat: true, by: 'key_test' };
    await expect(bench.tx((tx) => bench.launches.launch(tx, id, request))).rejects.toMatchObject({
      code: 'sender_missing',
    });
    const check = await bench.checks.check(id);
    expect(check.isOk).toBe(false);
    expect(check.issues[0]).toMatchObject({ level: 'error', code: 'sender_missing' });
    await bench.close();
  });
});

describe('a check', () => {
  it('says what sending would mean, and changes nothing', async () => {
    const bench = await createCampaignsBench();
    const { id } = await bench.draft({
      content: plainContent('{{ user.first_name }} из отдела {{ user.department }}'),
    });
    const before = await bench.campaigns.get(id);
    const check = await bench.checks.check(id);
    expect(check).toMatchObject({
      isOk: true,
      recipients: { matched: 10, toSend: TO_SEND, skipped: [{ reason: 'suspended', count: 1 }] },
      timeZoneCount: 1,
      estimate: { durationSeconds: 3, ratePerSecond: 3.2 },
    });
    expect(check.issues).toMatchObject([
      { level: 'warning', code: 'directory_stale' },
      { level: 'warning', code: 'field_missing', params: { field: 'user.department', count: 3 } },
      {
        level: 'warning',
        code: 'fallback_missing',
        params: { field: 'user.first_name', line: 1, column: 4 },
      },
      { level: 'warning', code: 'fallback_missing', params: { field: 'user.department', line: 1 } },
    ]);
    expect(await bench.campaigns.get(id)).toEqual(before);
    await expect(bench.checks.check('01983f4a-0000-7000-8000-000000000000')).rejects.toMatchObject({
      code: 'not_found',
    });
    await bench.close();
  });
});
