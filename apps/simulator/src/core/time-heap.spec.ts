import * as fc from 'fast-check';
import { TimeHeap } from './time-heap.js';

describe('the time heap', () => {
  it('gives everything back in the order of time, and equal times in the order of adding', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (times) => {
        const heap = new TimeHeap<number>();
        for (const [index, atMs] of times.entries()) heap.push(atMs, index);
        const taken: number[] = [];
        for (let item = heap.takeDue(20); item !== null; item = heap.takeDue(20)) taken.push(item);
        const expected = times
          .map((_, index) => index)
          .sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
        expect(taken).toEqual(expected);
      }),
    );
  });

  it('keeps what is not due yet', () => {
    const heap = new TimeHeap<string>();
    heap.push(10, 'later');
    expect(heap.takeDue(9)).toBeNull();
    expect(heap.nextAtMs).toBe(10);
    expect(heap.takeDue(10)).toBe('later');
    expect(heap.size).toBe(0);
  });
});
