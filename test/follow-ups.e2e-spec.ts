import { EngineScene } from './support/engine-scene.js';
import { until } from './support/scene.js';

/** Who has not read, or not confirmed, hears of it once more; who does it first does not. */
describe('reminders', () => {
  const PEOPLE = 8;
  let scene: EngineScene;
  beforeAll(async () => {
    scene = await EngineScene.open(PEOPLE, { VESTNIK_SEND_LIMIT: '10' });
  });
  afterAll(() => scene.close());

  const messages = async () => (await scene.messenger.messages()).filter(({ isByBot }) => isByBot);

  it('go to those who have not confirmed, count people once, and take a click for the campaign', async () => {
    await scene.startWorker();
    const content = {
      format: 'pachca_markdown',
      template: 'График отпусков открыт',
      buttons: [[{ type: 'ack', text: 'Ознакомлен' }]],
    };
    const { id, toSend } = await scene.announce('everyone', { content });
    await scene.reaches(id, 'completed');
    const before = await scene.stats(id);
    const [first] = await messages();
    if (first === undefined) throw new Error('nothing was sent');
    await scene.messenger.act(first.personId ?? 0, 'click', { messageId: first.id });
    await until(
      () => scene.stats(id),
      ({ acked }) => acked === 1,
    );

    const path = `/v1/campaigns/${id}/remind`;
    const who = { who: 'unacknowledged' };
    const check = await scene.post(`${path}/check`, who);
    expect(check.body).toMatchObject({ object: 'reminder_check', to_send: toSend - 1 });
    const wrong = await scene.post(path, { ...who, expected_recipients: toSend });
    expect(wrong).toMatchObject({ status: 409, body: { code: 'audience_changed', actual: toSend - 1 } });
    const asked = await scene.post(path, {
      ...who,
      expected_recipients: toSend - 1,
      reason: 'Срок — пятница',
      content: { ...content, template: 'Подтвердите, пожалуйста, до пятницы' },
    });
    expect(asked).toMatchObject({ status: 202, body: { type: 'remind', total: toSend - 1 } });
    await until(
      () => scene.get(`/v1/operations/${String(asked.body['id'])}`),
      ({ body }) => body['status'] === 'succeeded',
    );
    await scene.reaches(id, 'completed');

    const sent = await messages();
    const reminders = sent.filter(({ content: text }) => text.startsWith('Подтвердите'));
    expect(reminders).toHaveLength(toSend - 1);
    expect(reminders.map(({ personId }) => personId)).not.toContain(first.personId);
    const [reminder] = reminders;
    await scene.messenger.act(reminder?.personId ?? 0, 'click', { messageId: reminder?.id ?? 0 });
    const stats = await until(
      () => scene.stats(id),
      ({ acked }) => acked === 2,
    );
    expect(stats).toMatchObject({
      recipients: before['recipients'],
      sent: toSend,
      read: 2,
      pending: 0,
      duplicates: 0,
    });
    const again = await scene.post(`${path}/check`, who);
    expect(again.body).toMatchObject({ to_send: toSend - 2 });
    const list = await scene.get(`/v1/campaigns/${id}/follow-ups`);
    expect(list.body['data']).toMatchObject([
      {
        object: 'follow_up',
        step: 1,
        who: 'unacknowledged',
        reason: 'Срок — пятница',
        figures: { recipients: toSend - 1, sent: toSend - 1, read: 1, skipped: 0 },
      },
    ]);
  });
});
