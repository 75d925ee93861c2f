import { EngineScene } from './support/engine-scene.js';
import { CREATE, until } from './support/scene.js';

/** Trouble that is not the recipients': nothing more goes out, nobody is lost, and it goes on once it is mended. */
describe('what holds a run', () => {
  let scene: EngineScene;
  const open = async (sendLimit: number): Promise<void> => {
    scene = await EngineScene.open(45, { VESTNIK_SEND_LIMIT: String(sendLimit) });
    await scene.startWorker();
  };
  afterEach(() => scene.close());

  const isActive = async (senderId: string): Promise<void> => {
    await until(
      () => scene.get(`/v1/senders/${senderId}`),
      ({ body }) => body['status'] === 'active',
    );
  };

  it.each([
    ['token_revoked', 'token_rejected'],
    ['payment_required', 'payment_required'],
    ['scope_missing', 'scope_missing'],
  ] as const)('%s: all runs of the bot, until somebody mends it', async (fault, code) => {
    await open(20);
    // The first three go out; then the messenger turns against the bot.
    await scene.messenger.fault(fault, {}, { ...CREATE, skip: 3 });
    const first = await scene.announce('everyone');
    const second = await scene.announce('everyone', { delivery: { priority: 'low' } });
    const held = await scene.reaches(first.id, 'paused');
    expect(held.stopped).toMatchObject({ by: 'system', code });
    expect(held.stopped?.reason).toContain('PATCH /v1/senders/{id}');
    const sender = await scene.senderId();
    expect((await scene.get(`/v1/senders/${sender}`)).body).toMatchObject({
      status: 'held',
      hold: { code },
    });
    // The posts that were under way when the first one was refused are refused, too, each a moment later.
    const settled = await until(
      () => scene.stats(first.id),
      (stats) => stats['sending'] === 0,
    );
    expect(settled).toMatchObject({ sent: 3, failed: 0, pending: first.toSend - 3 });

    await scene.messenger.clearFaults();
    expect((await scene.patch(`/v1/senders/${sender}`, { resume: true })).status).toBe(200);
    await isActive(sender);
    // Whichever of the two was caught by the hold is resumed by a person; the other goes on by itself.
    for (const { id } of [first, second]) {
      const run = (await scene.get(`/v1/campaigns/${id}`)).body['run'] as { status: string };
      if (run.status === 'paused')
        expect((await scene.post(`/v1/campaigns/${id}/resume`, {})).status).toBe(200);
      await scene.reaches(id, 'completed');
      expect(await scene.stats(id)).toMatchObject({ sent: first.toSend, failed: 0 });
    }
    const truth = await scene.messenger.truth({ people: true });
    expect((truth.byPerson ?? []).filter((person) => person.messages !== 2)).toEqual([]);
  });

  it('too many people refused: once, with a sentence, and not again until fifty more', async () => {
    // So slow that the hold comes before the last person, however long it takes to be written.
    await open(4);
    // As the messenger refuses a bot that may not write to a person.
    await scene.messenger.fault('content_refused', { key: 'entity_id', code: 'personal_chat' }, CREATE);
    const { id, toSend } = await scene.announce('everyone');
    const held = await scene.reaches(id, 'paused');
    expect(held.stopped).toMatchObject({ by: 'system', code: 'failure_share' });
    expect(held.stopped?.reason).toMatch(/^The messenger refused \d+ of the last \d+ people\./);
    const before = await until(
      () => scene.stats(id),
      (stats) => stats['sending'] === 0,
    );
    expect(before['failed']).toBeGreaterThanOrEqual(10);
    expect(before['pending']).toBeGreaterThan(0);
    await scene.post(`/v1/campaigns/${id}/resume`, {});
    await scene.reaches(id, 'completed');
    expect(await scene.stats(id)).toMatchObject({ failed: toSend, sent: 0 });
  });

  it('the text: after three equal refusals, with the audience untouched', async () => {
    await open(20);
    await scene.messenger.fault('content_refused', {}, CREATE);
    const { id, toSend } = await scene.announce('everyone');
    const held = await scene.reaches(id, 'paused');
    expect(held.stopped).toMatchObject({ by: 'system', code: 'content_refused' });
    expect(held.stopped?.reason).toContain('The messenger refuses the text');
    const figures = await until(
      () => scene.stats(id),
      (stats) => stats['sending'] === 0,
    );
    expect(figures).toMatchObject({ sent: 0, failed: 0, pending: toSend });

    await scene.messenger.clearFaults();
    await scene.post(`/v1/campaigns/${id}/resume`, {});
    await scene.reaches(id, 'completed');
    await scene.expectOneEach(toSend);
  });
});
