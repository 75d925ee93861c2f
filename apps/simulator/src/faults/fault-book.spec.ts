import { parseFault } from './parse-fault.js';
import { FaultBook, type FaultSubject } from './fault-book.js';

const book = (seed = 1): FaultBook => new FaultBook(seed, () => undefined);
const create: FaultSubject = { method: 'POST', path: '/messages', operation: 'messages.create', personId: 7 };
const list: FaultSubject = { method: 'GET', path: '/messages', operation: 'messages.list' };

const kindsOf = (faults: FaultBook, subject: FaultSubject): string[] =>
  faults.draw(subject).map((fault) => fault.kind);

describe('the book of faults', () => {
  it('hits what fits and counts what it saw', () => {
    const faults = book();
    faults.add({ kind: 'lost_answer', match: { operation: 'messages.create', personId: 7 } });
    expect(kindsOf(faults, create)).toEqual(['lost_answer']);
    expect(kindsOf(faults, { ...create, personId: 8 })).toEqual([]);
    expect(kindsOf(faults, list)).toEqual([]);
    expect(faults.all()).toMatchObject([{ id: 1, seen: 1, fired: 1 }]);
  });

  it('skips, and stops after its count', () => {
    const faults = book();
    faults.add({ kind: 'error_after', match: { skip: 1, count: 2 } });
    expect([1, 2, 3, 4].map(() => kindsOf(faults, create).length)).toEqual([0, 1, 1, 0]);
  });

  it('meets the n-th request with the same fate in every run, whatever other faults there are', () => {
    const fates = (other: boolean): number[] => {
      const faults = book(42);
      faults.add({ kind: 'lost_request', match: { operation: 'messages.create', probability: 0.3 } });
      if (other) faults.add({ kind: 'latency', params: { ms: 5 }, match: { probability: 0.5 } });
      return Array.from(
        { length: 200 },
        () => kindsOf(faults, create).filter((kind) => kind === 'lost_request').length,
      );
    };
    expect(fates(true)).toEqual(fates(false));
    const hits = fates(false).filter((count) => count === 1).length;
    expect(hits).toBeGreaterThan(35);
    expect(hits).toBeLessThan(85);
  });

  it('lets a request meet one doom at most, with everything that can go along', () => {
    const faults = book();
    faults.add({ kind: 'latency', params: { ms: 1 } });
    faults.add({ kind: 'lost_answer' });
    faults.add({ kind: 'error_before' });
    expect(kindsOf(faults, create)).toEqual(['latency', 'lost_answer']);
    expect(faults.all().map((fault) => fault.fired)).toEqual([1, 1, 0]);
  });

  it('keeps faults of lists to lists, and those of webhooks to webhooks', () => {
    const faults = book();
    faults.add({ kind: 'short_pages', params: { size: 1 } });
    faults.add({ kind: 'webhook_lost' });
    expect(kindsOf(faults, create)).toEqual([]);
    expect(kindsOf(faults, list)).toEqual(['short_pages']);
    expect(kindsOf(faults, { event: 'button_click' })).toEqual(['webhook_lost']);
  });

  it('forgets one or all', () => {
    const faults = book();
    faults.add({ kind: 'hang' });
    faults.add({ kind: 'truncated' });
    expect(faults.remove(1)).toBe(1);
    expect(faults.remove(1)).toBe(0);
    expect(faults.remove()).toBe(1);
    expect(faults.all()).toEqual([]);
  });
});

describe('a fault from outside', () => {
  it.each([
    [{}, 'kind is missing'],
    [{ kind: 'nonsense' }, 'kind must be one of'],
    [{ kind: 'late_apply' }, 'params.delayMs is missing'],
    [{ kind: 'late_apply', params: { delayMs: -1 } }, 'params.delayMs must be a whole number'],
    [{ kind: 'hang', params: { appplied: true } }, 'params.appplied must be known'],
    [{ kind: 'hang', match: { pathPattern: '(' } }, 'match.pathPattern must be a regular expression'],
    [{ kind: 'hang', match: { operation: 'messages.crate' } }, 'match.operation must be one of'],
    [{ kind: 'hang', match: { probability: 2 } }, 'match.probability must be a number from 0 to 1'],
    [{ kind: 'hang', match: [] }, 'match. must be an object'],
  ])('is refused when it is wrong: %j', (body, message) => {
    expect(() => parseFault(body)).toThrow(message);
  });

  it('is taken when it is right', () => {
    const order = { kind: 'late_apply', params: { delayMs: 5 }, match: { method: 'POST', count: 1 } };
    expect(parseFault(order)).toEqual(order);
  });
});
