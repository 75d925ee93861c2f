import { uuidOf } from '#lib/kernel';
import { type ApiBench, CAMPAIGN, problemOf, TO_SEND } from './api-bench.js';
import { type Body, bodyOf, createFourEyesBench, type FourEyesBench } from './four-eyes-bench.js';

describe('four eyes, around the launch', () => {
  let bench: ApiBench;
  let eyes: FourEyesBench;
  const token: FourEyesBench['token'] = (...asked) => eyes.token(...asked);
  const act: FourEyesBench['act'] = (...asked) => eyes.act(...asked);
  beforeAll(async () => {
    eyes = await createFourEyesBench();
    bench = eyes.bench;
  });
  afterAll(() => bench.close());

  it('are asked for where a saved audience is everyone by another name', async () => {
    const rules = { type: 'rules', include: [{ everyone: true }] };
    const made = await bench.call('post', '/v1/audiences', { name: 'Список рассылки', rules });
    const include = [{ audiences: [String(bodyOf(made)['id'])] }];
    const exclude = [{ users: [3, 4, 5, 6, 7, 8, 9] }];
    const { id } = await bench.draft({ audience: { type: 'rules', include, exclude } });
    const alone = await act('anna', id, 'send', {
      confirm_token: await token('anna', id),
      confirm_repeat: true,
    });
    expect(problemOf(alone)).toMatchObject({ code: 'approval_required' });
  });

  it('are asked for where so many may join late', async () => {
    const open_until = `${new Date().getUTCFullYear() + 1}-01-01T00:00:00Z`;
    const few = (at_most: number) =>
      bench.draft({
        audience: { type: 'rules', include: [{ users: [1, 2] }] },
        delivery: { late_joiners: { open_until, at_most } },
      });
    const body = { expected_recipients: 2, confirm_repeat: true };
    const many = await few(TO_SEND - 2);
    const alone = problemOf(await act('anna', many.id, 'send', body));
    expect(alone).toMatchObject({ code: 'approval_required', people: TO_SEND });
    expect((await act('anna', (await few(TO_SEND - 3)).id, 'send', body)).status).toBe(202);
  });

  it('are asked for another text to so many: it is not the work of whoever wrote the first', async () => {
    const id = await eyes.submitted();
    await act('boris', id, 'approve', { confirm_token: await token('boris', id) });
    const content = { ...CAMPAIGN.content, template: 'Дата другая' };
    const edit = { content, material: true, expected_recipients: TO_SEND, reason: 'Дата' };
    const remind = { who: 'unread', content, expected_recipients: TO_SEND };
    for (const [action, body] of [
      ['edit-sent', edit],
      ['remind', remind],
    ] as const) {
      const facts = { people: TO_SEND, above: TO_SEND - 1 };
      expect(problemOf(await act('system', id, action, body))).toMatchObject({
        status: 409,
        code: 'second_person_required',
        ...facts,
      });
      expect(problemOf(await act('anna again', id, action, body))).toMatchObject({ why: 'involved' });
      // Nobody has a message yet, so it comes to nothing; but not for who asks.
      const { code } = problemOf(await act('vera', id, action, body));
      expect(['second_person_required', 'approver_refused']).not.toContain(code);
    }
    expect(problemOf(await act('system', id, 'remind', { ...remind, content: null }))).not.toMatchObject({
      code: 'second_person_required',
    });
  });

  it('are gone without for a time to come, as loudly', async () => {
    const { id } = await bench.draft();
    const at = `${new Date().getUTCFullYear() + 10}-11-24T10:00`;
    const body = {
      kind: 'once',
      at,
      expected_recipients: TO_SEND,
      confirm_repeat: true,
      break_glass: 'Учения',
    };
    expect(problemOf(await act('anna', id, 'schedule', body))).toMatchObject({ code: 'scope_missing' });
    expect(problemOf(await act('system', id, 'schedule', body))).toMatchObject({ why: 'not_a_person' });
    expect((await act('boris', id, 'schedule', body)).status).toBe(200);
    const told = await bench.db.query(
      "select data ->> 'reason' as reason from outbox_event where type = 'campaign.break_glass' and campaign_id = $1",
      [uuidOf('cmp', id)],
    );
    expect(told).toEqual([{ reason: 'Учения' }]);
    const findings = bodyOf(await bench.call('get', '/v1/doctor'))['findings'] as Body[];
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'glass_broken', subjects: expect.arrayContaining([id]) as unknown }),
    );
  });
});
