import { type ToldClick, triggerLeftMs } from './form-trigger.js';

const RECEIVED = new Date('2026-11-23T08:00:10.000Z');

describe('how long a form may still be opened', () => {
  const left = (click: Pick<ToldClick, 'source' | 'ageMs'>, saidAt: string): number =>
    triggerLeftMs({ ...click, receivedAt: RECEIVED, saidAt: new Date(saidAt) });

  it('counts from when the click was posted, whatever the clock of the messenger says', () => {
    for (const saidAt of ['2026-11-23T08:00:10Z', '2026-11-23T07:59:30Z'])
      expect(left({ source: 'webhook', ageMs: 400 }, saidAt)).toBe(2_600);
  });

  it('is over after three seconds', () => {
    expect(left({ source: 'webhook', ageMs: 3_000 }, '2026-11-23T08:00:10Z')).toBe(0);
  });

  it('is the same for a click that was read from the history at once, and over for an older one', () => {
    expect(left({ source: 'polled', ageMs: 100 }, '2026-11-23T08:00:09Z')).toBe(2_900);
    expect(left({ source: 'polled', ageMs: 100 }, '2026-11-23T08:00:05Z')).toBe(-100);
  });
});
