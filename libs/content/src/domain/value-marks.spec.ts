import { markValue, settleValues } from './value-marks.js';

const value = markValue('имя');

describe('marks of values', () => {
  it.each([
    ['нет значений @', 'нет значений @'],
    [`Привет, ${value}!`, 'Привет, имя!'],
    [`${value}${value}`, 'имяимя'],
    [`@${value}@`, '＠имя@'],
    [`@${markValue('')}${value}`, '＠имя'],
    [`\\${value}`, '\\\\имя'],
    [`\\\\${value}`, '\\\\имя'],
    [`\\\\\\${value}`, '\\\\\\\\имя'],
    [`\\${markValue('')}\\${value}`, '\\\\\\\\имя'],
    [`\\@${value}`, '\\＠имя'],
  ])('are taken away, and nothing before a value acts on it: %j', (marked, expected) => {
    expect(settleValues(marked)).toBe(expected);
  });
});
