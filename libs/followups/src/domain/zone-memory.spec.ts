import { ZoneMemory } from './zone-memory.js';

const at = (minutes: number): Date => new Date(minutes * 60_000);
const ZONES = ['Europe/Moscow', null];

describe('what is known of the zones of a run', () => {
  it('need not be read again for ten minutes', () => {
    const memory = new ZoneMemory();
    expect(memory.of({ runId: 'a', joined: 0, now: at(0) })).toBeNull();
    memory.keep({ runId: 'a', joined: 0, now: at(0) }, ZONES);
    expect(memory.of({ runId: 'a', joined: 0, now: at(9) })).toBe(ZONES);
    expect(memory.of({ runId: 'a', joined: 0, now: at(10) })).toBeNull();
    expect(memory.of({ runId: 'b', joined: 0, now: at(0) })).toBeNull();
  });

  it('is old as soon as somebody has joined', () => {
    const memory = new ZoneMemory();
    memory.keep({ runId: 'a', joined: 0, now: at(0) }, ZONES);
    expect(memory.of({ runId: 'a', joined: 1, now: at(0) })).toBeNull();
    memory.keep({ runId: 'a', joined: 1, now: at(0) }, [...ZONES, 'Asia/Vladivostok']);
    expect(memory.of({ runId: 'a', joined: 1, now: at(1) })).toHaveLength(3);
  });

  it('outlives what is read of another run', () => {
    const memory = new ZoneMemory();
    memory.keep({ runId: 'a', joined: 0, now: at(0) }, ZONES);
    memory.keep({ runId: 'b', joined: 0, now: at(5) }, []);
    memory.keep({ runId: 'c', joined: 0, now: at(12) }, []);
    expect(memory.of({ runId: 'a', joined: 0, now: at(9) })).toBeNull();
    expect(memory.of({ runId: 'b', joined: 0, now: at(12) })).toEqual([]);
  });
});
