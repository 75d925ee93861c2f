import { newUuid, publicId } from '#lib/kernel';
import { eventFrame, frame, opening } from './frames.js';

const campaignId = newUuid();
const event = {
  id: newUuid(),
  type: 'campaign.paused',
  campaignId,
  runId: null,
  data: { status: 'paused', reason: 'a\r\nevent: forged\r\ndata: {}' },
  createdAt: new Date('2026-11-22T07:42:00.000Z'),
  seq: 8812,
} as const;

describe('what goes over the stream', () => {
  it('has one line each for place, name and data, whatever the data hold', () => {
    const lines = eventFrame(event).split(/\r\n|\r|\n/);
    expect(lines.map((line) => line.split(':')[0])).toEqual(['id', 'event', 'data', '', '']);
    expect(lines.slice(0, 2)).toEqual(['id: 8812', 'event: campaign.status']);
    expect(JSON.parse(lines[2]?.slice('data: '.length) ?? '')).toEqual({
      id: publicId('cmp', campaignId),
      campaign_id: publicId('cmp', campaignId),
      ...event.data,
      type: 'campaign.paused',
      timestamp: '2026-11-22T07:42:00.000Z',
    });
  });

  it('takes line ends out of names', () => {
    expect(frame('a\r\nid: 1\rb\nc', {})).toBe('event: aid: 1bc\ndata: {}\n\n');
  });

  it('calls other events by their type', () => {
    expect(eventFrame({ ...event, type: 'receipt.read', data: { count: 1 } })).toContain(
      '\nevent: receipt.read\n',
    );
  });

  it('begins with a place to resume from', () => {
    expect(opening(7)).toBe('retry: 3000\nid: 7\n\n');
  });
});
