import { timeDto, whenOf } from './rung-time.js';

describe('the time of a rung', () => {
  it.each([
    [{ after_hours: 24 }, { afterHours: 24 }],
    [
      { on_day: 1, at: '10:00' },
      { onDay: 1, at: '10:00' },
    ],
    [{ after_working_hours: 8 }, { workingHours: 8, day: { from: '09:00', to: '18:00' } }],
    [
      { after_working_hours: 8, working_from: '10:00', working_to: '19:00', after_hours: null },
      { workingHours: 8, day: { from: '10:00', to: '19:00' } },
    ],
  ])('%j is read, and told as it was given', (fields, when) => {
    expect(whenOf(fields, 0)).toEqual(when);
    expect(timeDto(when)).toMatchObject(fields);
  });

  it.each([
    [{}, 'rung_time'],
    [{ after_hours: 24, after_working_hours: 8 }, 'rung_time'],
    [{ after_hours: 24, on_day: 1, at: '10:00' }, 'rung_time'],
    [{ after_hours: 24, at: '10:00' }, 'rung_time'],
    [{ on_day: 1 }, 'rung_time'],
    [{ after_hours: 24, working_from: '09:00' }, 'rung_time'],
    [{ after_working_hours: 8, working_from: '19:00' }, 'working_day'],
    [{ after_working_hours: 120, working_to: '10:00' }, 'working_day'],
  ])('%j is refused: %s', (fields, code) => {
    const refused = { details: [expect.objectContaining({ code }) as object] };
    expect(() => whenOf(fields, 1)).toThrow(expect.objectContaining(refused) as Error);
  });
});
