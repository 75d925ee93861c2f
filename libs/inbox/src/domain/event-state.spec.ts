import { isFinal, reachableFrom } from '#lib/kernel';
import { EVENT_STATES, EVENT_TRANSITIONS } from './event-state.js';
import { MOST_ATTEMPTS, retryMs } from './retry-schedule.js';
import { isHarmless } from './stale-event.js';

describe('the life of an event', () => {
  it('leads from either beginning to every state, and ends where it was applied', () => {
    expect([...reachableFrom(EVENT_TRANSITIONS, 'stale')].sort()).toEqual([...EVENT_STATES].sort());
    expect(EVENT_STATES.filter((state) => isFinal(EVENT_TRANSITIONS, state))).toEqual(['applied']);
  });

  it('is tried again ever more rarely, and not for ever', () => {
    const waits = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, at) => retryMs(at + 1));
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    const minutes = waits.reduce((sum, ms) => sum + ms, 0) / 60_000;
    expect(minutes).toBeGreaterThan(20);
    expect(minutes).toBeLessThan(60);
  });

  it('does not let an old click be believed, nor an old reaction, and loses no form that was sent', () => {
    const types = ['message', 'company_member', 'view', 'button', 'reaction'] as const;
    expect(types.map(isHarmless)).toEqual([true, true, true, false, false]);
  });
});
