import { acknowledgedLine } from './acknowledged-line.js';

const AT = new Date('2026-11-22T08:21:40.000Z');

describe('the line under a confirmed message', () => {
  it.each([
    [null, 'Europe/Moscow', '✅ Ознакомлен · 22 ноября, 11:21'],
    [null, 'Asia/Vladivostok', '✅ Ознакомлен · 22 ноября, 18:21'],
    [null, null, '✅ Ознакомлен · 22 ноября, 11:21'],
    [null, 'Mars/Olympus', '✅ Ознакомлен · 22 ноября, 11:21'],
    ['Приду ', 'Pacific/Honolulu', '✅ Приду · 21 ноября, 22:21'],
  ])('says %s in %s', (answer, zone, line) => {
    expect(acknowledgedLine(answer, AT, zone)).toBe(line);
  });

  it('counts the hours to 23', () => {
    expect(acknowledgedLine(null, new Date('2026-05-01T21:05:00Z'), 'Europe/Moscow')).toBe(
      '✅ Ознакомлен · 2 мая, 00:05',
    );
  });
});
