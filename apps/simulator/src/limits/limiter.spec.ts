import { DEFAULT_BEHAVIOUR, type SimulatorBehaviour } from '../behaviour.js';
import { Limiter } from './limiter.js';
import { type RequestClass } from './request-class.js';

/** Requests at these times, and which of them were admitted. */
const admitted = (
  limiter: Limiter,
  requestClass: RequestClass,
  times: readonly number[],
  chatKey = 'a',
): number[] =>
  times.filter((atMs) => limiter.judge({ token: 't', requestClass, chatKey, atMs }).kind === 'admitted');

const every = (stepMs: number, untilMs: number): number[] =>
  Array.from({ length: Math.ceil(untilMs / stepMs) }, (_, index) => index * stepMs);

const limiterWith = (changes: Partial<SimulatorBehaviour> = {}): Limiter =>
  new Limiter({ ...DEFAULT_BEHAVIOUR, abuseAnswer: 'none', ...changes });

describe('the limits of the messenger', () => {
  it('let a chat have 30 messages a second for 5 seconds, then 4 a second', () => {
    const times = admitted(limiterWith(), 'send', every(10, 20_000));
    const inSecond = (second: number): number =>
      times.filter((atMs) => Math.floor(atMs / 1000) === second).length;
    expect([0, 1, 2, 3, 4].map(inSecond)).toEqual([30, 30, 30, 30, 30]);
    expect([8, 9, 10, 11].map(inSecond)).toEqual([4, 4, 4, 4]);
  });

  it('let a rested chat burst again', () => {
    const limiter = limiterWith();
    admitted(limiter, 'send', every(10, 20_000));
    const rested = every(10, 1000).map((atMs) => atMs + 20_000 + 40_000);
    expect(admitted(limiter, 'send', rested)).toHaveLength(30);
  });

  it('count each chat for itself, unless a token has a cap', () => {
    const free = limiterWith();
    const capped = limiterWith({ sendCapPerSecond: 4 });
    const toMany = (limiter: Limiter): number =>
      Array.from({ length: 100 }, (_, chat) =>
        admitted(limiter, 'send', [chat], `person ${String(chat)}`),
      ).flat().length;
    expect(toMany(free)).toBe(100);
    expect(toMany(capped)).toBe(4);
  });

  it.each([
    ['read', 10, 1000],
    ['other', 50, 1000],
    ['events', 5, 2000],
  ] as const)('admit of class %s no more than %i in any %i ms', (requestClass, limit, windowMs) => {
    const times = admitted(limiterWith(), requestClass, every(7, 10_000));
    for (const start of times) {
      expect(times.filter((atMs) => atMs >= start && atMs < start + windowMs).length).toBeLessThanOrEqual(
        limit,
      );
    }
    expect(times.length).toBeGreaterThan((10_000 / windowMs - 1) * limit);
  });

  it('say how long to wait, and mean it', () => {
    const limiter = limiterWith();
    admitted(limiter, 'read', every(1, 10));
    const refused = limiter.judge({ token: 't', requestClass: 'read', chatKey: null, atMs: 10 });
    expect(refused).toEqual({ kind: 'throttled', retryAfterMs: 990 });
    expect(admitted(limiter, 'read', [999])).toEqual([]);
    expect(admitted(limiter, 'read', [1000])).toEqual([1000]);
  });

  it('restrict a token that goes on in spite of it, for a minute', () => {
    const limiter = new Limiter(DEFAULT_BEHAVIOUR);
    const kinds = every(1, 100).map(
      (atMs) => limiter.judge({ token: 't', requestClass: 'read', chatKey: null, atMs }).kind,
    );
    expect(kinds.filter((kind) => kind === 'throttled')).toHaveLength(50);
    expect(kinds.at(-1)).toBe('restricted');
    const judgeAt = (atMs: number, token = 't'): string =>
      limiter.judge({ token, requestClass: 'other', chatKey: null, atMs }).kind;
    expect(judgeAt(59_000)).toBe('restricted');
    expect(judgeAt(59_000, 'another')).toBe('admitted');
    expect(judgeAt(61_000)).toBe('admitted');
  });

  it('can be switched off', () => {
    expect(admitted(limiterWith({ limitsEnabled: false }), 'read', every(1, 500))).toHaveLength(500);
  });
});
