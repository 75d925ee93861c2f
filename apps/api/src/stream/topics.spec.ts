import { newUuid, publicId } from '#lib/kernel';
import { isAbout, requireTopics, type Topic, topicsOf } from './topics.js';

const id = newUuid();
const principal = { kind: 'api_key', id: 'key_1', name: 'test', personId: null, limits: null } as const;
const event = {
  id: newUuid(),
  type: 'campaign.paused',
  campaignId: id,
  runId: null,
  data: {},
  createdAt: new Date(),
} as const;

describe('the topics of a stream', () => {
  it('are read, each once', () => {
    expect(topicsOf([`campaign:${publicId('cmp', id)}`, 'operations', 'operations'])).toEqual([
      { kind: 'campaign', campaignId: id },
      { kind: 'operations' },
    ]);
  });

  it.each(['campaign', 'campaign:', 'campaign:42', `campaign:${publicId('run', id)}`, 'everything', ''])(
    'are no «%s»',
    (name) => {
      expect(() => topicsOf([name])).toThrow(/must be one of/);
    },
  );

  it('need what reading needs', () => {
    const may = (scopes: readonly 'campaigns:read'[], topics: readonly Topic[]) => () => {
      requireTopics({ ...principal, scopes }, topics);
    };
    expect(may([], [{ kind: 'operations' }])).not.toThrow();
    expect(may([], [{ kind: 'campaigns' }])).toThrow(/campaigns:read/);
    expect(may(['campaigns:read'], [{ kind: 'campaigns' }])).not.toThrow();
    expect(may(['campaigns:read'], [{ kind: 'connection' }])).toThrow(/senders:read/);
  });

  it('choose events', () => {
    expect(isAbout(event, [{ kind: 'campaign', campaignId: id }])).toBe(true);
    expect(isAbout(event, [{ kind: 'campaign', campaignId: newUuid() }])).toBe(false);
    expect(isAbout(event, [{ kind: 'campaigns' }])).toBe(true);
    expect(isAbout(event, [{ kind: 'connection' }, { kind: 'operations' }])).toBe(false);
    expect(
      isAbout({ ...event, type: 'connection.degraded', campaignId: null }, [{ kind: 'connection' }]),
    ).toBe(true);
    expect(isAbout({ ...event, type: 'webhook.test', campaignId: null }, [{ kind: 'campaigns' }])).toBe(
      false,
    );
  });
});
