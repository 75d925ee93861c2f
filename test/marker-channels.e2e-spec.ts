import type { SimulatorBehaviour } from '../apps/simulator/src/simulator.js';
import { EngineScene } from './support/engine-scene.js';
import { CREATE, until } from './support/scene.js';

/** Whether the messenger keeps what proves a message to be ours: tried before it is relied upon, and seen in every answer. */
describe('the marker channels of a bot', () => {
  let scene: EngineScene;
  beforeEach(async () => {
    scene = await EngineScene.open(8, { VESTNIK_SEND_LIMIT: '20', VESTNIK_DOUBT_SETTLE_SECONDS: '1' });
  });
  afterEach(() => scene.close());

  interface Channels {
    readonly avatar: string;
    readonly outcome: string | null;
  }
  const channels = async (): Promise<Channels> => {
    const sender = await scene.senderId();
    return (await scene.get(`/v1/senders/${sender}`)).body['marker_channels'] as Channels;
  };
  const findings = async (): Promise<string[]> => {
    const { body } = await scene.get('/v1/doctor');
    return (body['findings'] as { code: string }[]).map(({ code }) => code);
  };
  const behave = (behaviour: Partial<SimulatorBehaviour>) => scene.messenger.setBehaviour(behaviour);

  it('are found kept by a canary at the start of a run, which leaves no message behind', async () => {
    const sender = await scene.senderId();
    expect((await scene.post(`/v1/senders/${sender}/canary`, {})).body['code']).toBe(
      'canary_account_missing',
    );
    expect((await scene.patch(`/v1/senders/${sender}`, { canary_user_id: 1001 })).body).toMatchObject({
      canary_user_id: 1001,
      marker_channels: { avatar: 'untested', outcome: null },
    });
    await scene.startWorker();
    const { id, toSend } = await scene.announce('everyone');
    await scene.reaches(id, 'completed');
    expect(await channels()).toMatchObject({ avatar: 'kept', outcome: 'passed' });
    const messages = await scene.messenger.messages();
    expect(messages[0]).toMatchObject({ content: expect.stringContaining('[vst-canary:') as string });
    expect(messages.filter(({ deletedAt }) => deletedAt === null)).toHaveLength(toSend);
    const asked = await scene.post(`/v1/senders/${sender}/canary`, {});
    expect(asked.status).toBe(202);
    const done = await until(
      () => scene.get(`/v1/operations/${String(asked.body['id'])}`),
      ({ body }) => body['status'] === 'succeeded',
    );
    expect(done.body['result']).toMatchObject({ outcome: 'passed', channels: { avatar: 'kept' } });
    expect(await findings()).not.toContain('marker_channel');
  });

  it('are found lost by the answer to a send where nobody is there to try them, and doubts wait for a person', async () => {
    await behave({ avatarFragment: 'stripped' });
    await scene.startWorker();
    const first = await scene.announce([1001]);
    await scene.reaches(first.id, 'completed');
    expect(await channels()).toMatchObject({ avatar: 'lost', outcome: null });
    expect(await findings()).toContain('marker_channel');

    // Nothing is applied; the campaign would send again, but absence proves nothing on this bot any more.
    await scene.messenger.fault('lost_request', {}, { ...CREATE, count: 1 });
    const second = await scene.announce([1002], { delivery: { on_unproven: 'resend' } });
    await until(findings, (codes) => codes.includes('doubts_await_person'));
    expect(await scene.stats(second.id)).toMatchObject({ unknown: 1, sent: 0 });
    expect(await scene.messenger.messages({ personId: 1002 })).toEqual([]);
  });
});
