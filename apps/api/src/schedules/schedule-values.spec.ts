import { ruleBodyOf, scheduleRuleOf } from './schedule-values.js';

const home = { timeZone: 'Asia/Vladivostok', now: new Date('2026-11-22T20:00:00Z') };
const rule = (fields: object) =>
  scheduleRuleOf(
    { kind: 'recurring', expected_recipients: 1, rule: { freq: 'daily', local_time: '10:00', ...fields } },
    home,
  );

describe('the rule of a request', () => {
  it('is at home where the company is, and begins today there', () => {
    expect(rule({})).toMatchObject({ timeZone: 'Asia/Vladivostok', anchorDate: '2026-11-23' });
    expect(rule({ time_zone: 'Europe/Moscow' })).toMatchObject({ anchorDate: '2026-11-22' });
  });

  it('comes back as it was given', () => {
    for (const fields of [
      { freq: 'weekly', interval: 2, weekdays: ['mon'] },
      { freq: 'monthly', day: -1 },
      { freq: 'monthly', nth: -1, weekday: 'fri' },
      { freq: 'cron', expression: '30 9 * * 1-5', local_time: null },
    ])
      expect(ruleBodyOf(rule(fields))).toMatchObject(fields);
  });

  it('knows no day zero', () => {
    expect(() => rule({ freq: 'monthly', day: 0 })).toThrow('rule.day');
  });

  it('takes nothing of the other kind', () => {
    const body = { expected_recipients: 1, at: '2026-11-24T10:00' };
    expect(() => scheduleRuleOf({ ...body, kind: 'recurring' }, home)).toThrow('rule');
    expect(() => scheduleRuleOf({ ...body, kind: 'once', rule: { freq: 'daily' } }, home)).toThrow('rule');
    expect(() => scheduleRuleOf({ kind: 'once', expected_recipients: 1 }, home)).toThrow('at');
  });
});
