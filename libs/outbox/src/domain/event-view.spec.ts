import { newUuid, publicId } from '#lib/kernel';
import { eventView } from './event-view.js';

const [campaignId, runId, operation] = [newUuid(), newUuid(), newUuid()];
const EVENT = {
  id: newUuid(),
  type: 'campaign.recalled',
  campaignId,
  runId,
  data: { operation_id: operation, by: 'key_1' },
  createdAt: new Date('2026-11-22T07:42:00.000Z'),
} as const;

describe('an event as the world sees it', () => {
  it('has public ids and no uuids', () => {
    const view = eventView(EVENT);
    expect(view).toEqual({
      type: 'campaign.recalled',
      timestamp: '2026-11-22T07:42:00.000Z',
      data: {
        campaign_id: publicId('cmp', campaignId),
        run_id: publicId('run', runId),
        operation_id: publicId('op', operation),
        by: 'key_1',
      },
    });
    expect(JSON.stringify(view)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  });

  it('names deliveries as the API does', () => {
    const batch = { ...EVENT, type: 'delivery.failed', data: { count: 2, delivery_ids: [7, 8] } } as const;
    expect(eventView(batch).data).toMatchObject({ count: 2, delivery_ids: ['dlv_7', 'dlv_8'] });
    const one = { ...EVENT, type: 'receipt.acknowledged', data: { delivery_id: 7 } } as const;
    expect(eventView(one).data).toMatchObject({ delivery_id: 'dlv_7' });
  });

  it('stays thin with as many deliveries as one event may name', () => {
    const ids = Array.from({ length: 200 }, (_, at) => 9_007_199_254_000_000 + at);
    const view = eventView({ ...EVENT, type: 'receipt.read', data: { count: 200, delivery_ids: ids } });
    expect(JSON.stringify(view).length).toBeLessThan(20 * 1_024);
  });
});
