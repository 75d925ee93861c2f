import { EngineScene } from './support/engine-scene.js';
import { CREATE, until } from './support/scene.js';

/** What those who run it see: a line for every change of a delivery, figures, and never a name or a text. */
describe('whoever watches', () => {
  const TEXT = 'Тайнопись-о-премии';
  const NAME = 'Редкоимяннова';
  let scene: EngineScene;
  beforeEach(async () => {
    scene = await EngineScene.open(5, { VESTNIK_METRICS_PORT: '0' });
  });
  afterEach(() => scene.close());

  const lines = (output: string): Record<string, unknown>[] =>
    output
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it('sees every change with its facts, and the figures, but nobody and nothing that was written', async () => {
    const id = await scene.messenger.addPerson({ firstName: NAME });
    const worker = await scene.startWorker();
    await until(
      () => scene.get(`/v1/directory/users/${String(id)}`),
      ({ status }) => status === 200,
    );
    await scene.messenger.fault('lost_answer', {}, { ...CREATE, count: 1 });
    const draft = await scene.post('/v1/campaigns', {
      title: TEXT,
      content: { format: 'pachca_markdown', template: `${TEXT}, {{ user.first_name | default: "x" }}` },
      audience: { type: 'rules', include: [{ users: [id] }], exclude: [] },
    });
    const campaign = String(draft.body['id']);
    await scene.post(`/v1/campaigns/${campaign}/send`, { expected_recipients: 1, confirm_repeat: true });
    await scene.reaches(campaign, 'completed');
    const changes = lines(worker.output()).filter(({ msg }) => msg === 'delivery changed');
    expect(changes.map((line) => `${String(line['state_from'])} ${String(line['state_to'])}`)).toEqual([
      'pending leased',
      'leased sending',
      'sending unknown',
      'unknown sent',
    ]);
    expect(changes[2]).toMatchObject({ attempt: 1, outcome: 'doubtful', fence: '1' });
    for (const line of changes)
      expect(line).toMatchObject({ delivery_id: '1', run_id: expect.any(String) as string });

    const served = lines(worker.output()).find(({ msg }) => msg === 'the metrics are served');
    const figures = await (await fetch(`http://127.0.0.1:${String(served?.['port'])}/metrics`)).text();
    for (const figure of [
      'vestnik_delivery_transitions_total{from="unknown",to="sent"} 1',
      'vestnik_send_attempts_total{outcome="doubtful"} 1',
      'vestnik_doubt_resolutions_total{result="positive"} 1',
      'vestnik_unknown_oldest_seconds 0',
      'vestnik_duplicates_detected_total 0',
      `vestnik_token_ok{bot="${await scene.senderId()}"} 1`,
      `vestnik_breaker_state{kind="doubts",bot="${await scene.senderId()}"} 0`,
    ])
      expect(figures.replace(/bot="(\w+)",kind="(\w+)"/g, 'kind="$2",bot="$1"')).toContain(figure);
    for (const told of [worker.output(), scene.api.output(), figures]) {
      expect(told.length).toBeGreaterThan(100);
      expect(told).not.toContain(TEXT);
      expect(told).not.toContain(NAME);
    }
  }, 120_000);
});
