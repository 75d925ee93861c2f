import { type Outbox, type PublishedEvent } from '#lib/outbox';
import { type Logger } from '#lib/observability';
import type { LiveFigures } from './live-figures.js';
import { StreamHub } from './stream-hub.js';

const event = (seq: number): PublishedEvent => ({
  seq,
  id: '019a0000-0000-7000-8000-000000000000',
  type: 'campaign.paused',
  campaignId: '019a0000-0000-7000-8000-000000000001',
  runId: null,
  data: {},
  createdAt: new Date('2026-11-23T12:00:00Z'),
});

/** What has happened so far; questions for the bounds are answered when the test says so. */
class ScriptedOutbox {
  readonly asked: (() => void)[] = [];
  newest = 5;
  private hasLooked: () => void = () => undefined;
  /** Somebody has asked for events, and has been told them. */
  readonly looked = new Promise<void>((resolve) => (this.hasLooked = resolve));

  bounds(): Promise<{ oldest: number; newest: number }> {
    return new Promise((resolve) =>
      this.asked.push(() => {
        resolve({ oldest: 1, newest: this.newest });
      }),
    );
  }

  after(seq: number): Promise<PublishedEvent[]> {
    setImmediate(this.hasLooked);
    const places = Array.from({ length: this.newest - seq }, (_, at) => seq + 1 + at);
    return Promise.resolve(places.map(event));
  }

  /** Answers the oldest question, once there is one. */
  async answer(): Promise<void> {
    while (this.asked.length === 0) await Promise.resolve();
    this.asked.shift()?.();
  }
}

describe('the open streams of a process', () => {
  it('tell everybody of what came while two opened at once', async () => {
    const outbox = new ScriptedOutbox();
    const quiet = { warn: () => undefined } as unknown as Logger;
    const figures = { keepOnly: () => undefined } as unknown as LiveFigures;
    const hub = new StreamHub(quiet, outbox as unknown as Outbox, figures);
    const wish = {
      keyId: 'key',
      topics: [{ kind: 'campaigns' as const }],
      types: new Set(['campaign.paused' as const]),
      seesFigures: false,
      isWelcome: () => Promise.resolve(true),
    };
    const first = hub.open(wish, null);
    const second = hub.open(wish, null);
    await outbox.answer();
    const answerOfSecond = outbox.asked.shift();
    await outbox.answer();
    const client = await first;
    outbox.newest = 7;
    answerOfSecond?.();
    await outbox.answer();
    await second;
    await outbox.looked;
    hub.beforeApplicationShutdown();
    expect(String(client.body.read())).toContain('\nid: 6\n');
  });
});
