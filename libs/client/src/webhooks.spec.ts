import { Webhook } from 'standardwebhooks';
import { WebhookRefused, webhooks } from './webhooks.js';

const [OURS, OLD, OTHER] = ['whsec_b3Vycw==', 'whsec_b2xk', 'whsec_b3RoZXI='] as const;
const BODY = JSON.stringify({
  type: 'campaign.completed',
  timestamp: '2026-11-22T07:42:00.000Z',
  data: { campaign_id: 'cmp_1' },
});

function posted(secrets: readonly string[], at = new Date()): Record<string, string> {
  return {
    'webhook-id': 'evt_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign('evt_1', at, BODY)).join(' '),
  };
}

describe('a webhook that was received', () => {
  it('is the event, with the id by which it is applied once, whatever holds its headers', () => {
    const event = { id: 'evt_1', type: 'campaign.completed', timestamp: '2026-11-22T07:42:00.000Z' };
    const headers = posted([OURS]);
    expect(webhooks.verify(OURS, { headers, body: BODY })).toMatchObject(event);
    expect(webhooks.verify(OURS, { headers: new Headers(headers), body: BODY })).toEqual({
      ...event,
      data: { campaign_id: 'cmp_1' },
    });
  });

  it('is believed on either side of a change of secrets', () => {
    expect(webhooks.verify(OURS, { headers: posted([OLD, OURS]), body: BODY }).id).toBe('evt_1');
    expect(webhooks.verify([OLD, OURS], { headers: posted([OURS]), body: BODY }).id).toBe('evt_1');
  });

  it('is refused when it is forged, altered, old, or has no signature', () => {
    const refused = (headers: Record<string, string>, body = BODY) => {
      expect(() => webhooks.verify([OURS, OLD], { headers, body })).toThrow(WebhookRefused);
    };
    refused(posted([OTHER]));
    refused(posted([OURS]), BODY.replace('cmp_1', 'cmp_2'));
    refused({ ...posted([OURS]), 'webhook-id': 'evt_2' });
    refused(posted([OURS], new Date(Date.now() - 3_600_000)));
    refused({});
    expect(() => webhooks.verify([], { headers: posted([OURS]), body: BODY })).toThrow(WebhookRefused);
  });
});
