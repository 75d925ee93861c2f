import { loadConfig } from '#lib/config';
import { plainContent } from '#lib/content';
import { publicId } from '#lib/kernel';
import { type CampaignsBench, createCampaignsBench, TO_SEND } from './campaigns.fixture.js';
import type { LaunchedCampaign } from './campaign-launch.js';
import type { Campaign } from './campaign.js';
import type { Run } from './domain/run.js';
import { RepeatGuard } from './repeat-guard.js';

const users = (count: number): Campaign['audience'] => ({
  type: 'rules',
  include: [{ users: Array.from({ length: count }, (_, n) => n + 1) }],
});

describe('the guard against repeating', () => {
  let bench: CampaignsBench;
  let number = 0;
  let text = '';
  beforeAll(async () => {
    bench = await createCampaignsBench();
  });
  afterAll(() => bench.close());
  beforeEach(() => {
    number += 1;
    text = `Сообщение номер ${number}`;
  });

  const draft = (changes: Partial<Campaign> = {}): Promise<Campaign> =>
    bench.draft({ content: plainContent(text), ...changes });
  const launch = (
    id: string,
    confirmRepeat = false,
    expectedRecipients = TO_SEND,
  ): Promise<LaunchedCampaign> =>
    bench.tx((tx) => bench.launches.launch(tx, id, { expectedRecipients, confirmRepeat, by: 'key_hr' }));
  /** What a worker does next: the people become rows, in a state of their own each. */
  const prepare = async (run: Run, states: readonly string[]): Promise<void> => {
    await bench.db.query(
      `insert into delivery (run_id, sender_id, recipient_id, included_by, marker, state, reason)
       select $1, $2, n, 'person', new_marker(), state::delivery_state, case when state = 'skipped' then 'bot' end
         from unnest($3::text[]) with ordinality as s(state, n)`,
      [run.id, run.senderId, states],
    );
    await bench.db.query(
      "update run set status = 'running', expected_count = $2, prepared_at = now() where id = $1",
      [run.id, states.length],
    );
  };
  const sentTo = async (states: readonly string[]): Promise<Run> => {
    const { id } = await draft({ audience: users(states.length) });
    const { run } = await launch(id, true, states.length);
    await prepare(run, states);
    return run;
  };
  const isWaiting = async (): Promise<boolean> => {
    const [row] = await bench.db.query<{ waits: boolean }>(
      `select exists (select from pg_locks where locktype = 'advisory' and not granted
                      and database = (select oid from pg_database where datname = current_database())) as waits`,
    );
    return row?.waits === true;
  };
  const pending = (count: number): string[] => Array.from({ length: count }, () => 'pending');

  it('names when, by whom and how many, and leaves the draft as it was; a word lets it pass', async () => {
    const run = await sentTo(pending(7));
    const { id } = await draft();
    await expect(launch(id)).rejects.toMatchObject({
      code: 'repeat_suspected',
      facts: {
        days: 1,
        recipients: TO_SEND,
        same_recipients: 7,
        sent_by: 'key_hr',
        campaign_id: publicId('cmp', run.campaignId),
        sent_at: run.createdAt.toISOString(),
      },
    });
    expect((await bench.campaigns.get(id)).status).toBe('draft');
    const check = await bench.checks.check(id);
    expect(check.isOk).toBe(true);
    expect(check.issues).toContainEqual(
      expect.objectContaining({ level: 'warning', code: 'repeat_suspected' }),
    );
    expect((await launch(id, true)).campaign.status).toBe('running');
  });

  it('sees a run whose people are not frozen yet', async () => {
    await launch((await draft()).id);
    await expect(launch((await draft()).id)).rejects.toMatchObject({
      facts: { same_recipients: TO_SEND, recipients: TO_SEND },
    });
  });

  it('lets the first of two pass that are launched at the same moment', async () => {
    const [first, second] = [await draft(), await draft()];
    const late = await bench.tx(async (tx) => {
      await bench.launches.launch(tx, first.id, {
        expectedRecipients: TO_SEND,
        confirmRepeat: false,
        by: 'key_hr',
      });
      const progress = { isOver: false };
      const result = launch(second.id)
        .then(
          () => 'launched',
          (error: unknown) => error,
        )
        .finally(() => (progress.isOver = true));
      // The second has got as far as it can: it waits for the first, or is through.
      while (!progress.isOver && !(await isWaiting())) await Promise.resolve();
      return { result };
    });
    expect(await late.result).toMatchObject({ code: 'repeat_suspected' });
  });

  it('counts the people of several campaigns together, each once', async () => {
    await sentTo(pending(3));
    await sentTo(pending(4));
    await launch((await draft()).id);
  });

  it('looks away from the half, and not from more', async () => {
    const half = users(8);
    await sentTo(pending(4));
    await launch((await draft({ audience: half })).id, false, 8);
    text = `${text}, ещё раз`;
    await sentTo(pending(5));
    const { id } = await draft({ audience: half });
    await expect(launch(id, false, 8)).rejects.toMatchObject({ facts: { same_recipients: 5 } });
  });

  it('knows the text whatever its case, spaces and fields', async () => {
    await sentTo(pending(9));
    const content = plainContent(`  ${text.toUpperCase()}{{ user.first_name | default: "" }} `);
    await expect(launch((await draft({ content })).id)).rejects.toMatchObject({ code: 'repeat_suspected' });
    await launch((await draft({ content: plainContent(`${text}?`) })).id);
  });

  it('does not count who was left out, given up or cancelled', async () => {
    await sentTo([...pending(4), ...Array.from({ length: 5 }, () => 'skipped')]);
    await launch((await draft()).id);
  });

  it('does not count what is older than its days', async () => {
    const run = await sentTo(pending(9));
    await bench.db.query("update run set created_at = now() - interval '25 hours' where id = $1", [run.id]);
    await launch((await draft()).id);
  });

  it('does not count a run that was cancelled before it had people', async () => {
    const { run } = await launch((await draft()).id);
    await bench.db.query("update run set status = 'cancelled', finished_at = now() where id = $1", [run.id]);
    await launch((await draft()).id);
  });

  it('is off where the setting says 0 days', async () => {
    await sentTo(pending(9));
    const guard = new RepeatGuard(loadConfig({ VESTNIK_REPEAT_GUARD_DAYS: '0' }), null as never);
    const audience = { people: null as never, toSend: TO_SEND };
    await expect(bench.tx(async (tx) => guard.find(tx, await draft(), audience))).resolves.toBeNull();
  });
});
