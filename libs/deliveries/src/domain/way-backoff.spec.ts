import { WayBackoff } from './way-backoff.js';

describe('waiting for the way to the messenger', () => {
  it('grows from a second to half a minute while nothing gets through', () => {
    const way = new WayBackoff();
    let now = 0;
    const waits = Array.from({ length: 7 }, () => {
      const wait = way.unwritten(now + 1, now + 2);
      now += 2 + wait;
      return wait;
    });
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it('begins anew once something has got through', () => {
    const way = new WayBackoff();
    way.unwritten(1, 2);
    way.unwritten(1_003, 1_004);
    way.written();
    expect(way.unwritten(1_005, 1_006)).toBe(1_000);
  });

  it('takes posts that were under way together for one trouble', () => {
    const way = new WayBackoff();
    const waits = [10, 11, 12, 13].map((startedAt) => way.unwritten(startedAt, 20));
    expect(waits).toEqual([1_000, 1_000, 1_000, 1_000]);
    expect(way.unwritten(1_021, 1_022)).toBe(2_000);
  });
});
