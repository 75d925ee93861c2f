import { SimulatedClock } from './simulated-clock.js';

describe('the simulated clock', () => {
  it('runs as many times as fast as it is told, and keeps what has passed when the speed changes', () => {
    let realMs = 500;
    const clock = new SimulatedClock(1_000_000, 60, () => realMs);
    realMs += 1000;
    expect(clock.nowMs()).toBe(1_060_000);
    clock.setSpeed(1);
    realMs += 1000;
    expect(clock.nowMs()).toBe(1_061_000);
  });

  it('says how long to wait in real time, and never when it stands still', () => {
    const clock = new SimulatedClock(0, 60, () => 0);
    expect(clock.realDelayMs(60_000)).toBe(1000);
    expect(clock.realDelayMs(-1)).toBe(0);
    clock.setSpeed(0);
    expect(clock.realDelayMs(60_000)).toBe(Number.POSITIVE_INFINITY);
  });
});
