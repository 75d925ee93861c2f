import type { ScheduleRule } from './domain/schedule-rule.js';
import { InvalidScheduleError } from './domain/schedule.errors.js';
import { onceRule, type RuleRequest, ruleOf } from './rule-request.js';

const REQUEST: RuleRequest = {
  freq: 'daily',
  interval: null,
  weekdays: null,
  day: null,
  nth: null,
  weekday: null,
  expression: null,
  localTime: '10:00',
  timeZone: 'Europe/Moscow',
  anchorDate: '2026-11-23',
  until: null,
  count: null,
  onHoliday: 'send',
};
const rule = (changes: Partial<RuleRequest>): ScheduleRule => ruleOf({ ...REQUEST, ...changes }, '#/rule');

function problemsOf(make: () => unknown): string[] {
  try {
    make();
  } catch (error) {
    if (error instanceof InvalidScheduleError)
      return error.details.map(({ pointer = '', code }) => `${pointer.replace('#/', '')} ${code}`);
    throw error;
  }
  return [];
}

describe('a rule that is asked for', () => {
  it('is one of its kind', () => {
    expect(rule({}).recurrence).toEqual({ freq: 'daily' });
    expect(rule({ freq: 'weekly', interval: 2, weekdays: ['mon'] }).recurrence).toEqual({
      freq: 'weekly',
      interval: 2,
      weekdays: ['mon'],
    });
    expect(rule({ freq: 'monthly', day: 'last' }).recurrence).toEqual({ freq: 'monthly', day: 'last' });
    expect(rule({ freq: 'monthly', nth: 2, weekday: 'tue' }).recurrence).toEqual({
      freq: 'monthly',
      nth: 2,
      weekday: 'tue',
    });
    expect(rule({ freq: 'cron', localTime: null, expression: '30 9 * * 1-5' }).recurrence).toEqual({
      freq: 'cron',
      expression: '30 9 * * 1-5',
    });
  });

  it('is refused with everything that is wrong at once', () => {
    const wrong = { localTime: '25:00', timeZone: 'Moscow', anchorDate: '2026-02-30', day: 3 };
    expect(problemsOf(() => rule(wrong))).toEqual([
      'rule/day not_with_freq',
      'rule/local_time wrong_local_time',
      'rule/time_zone unknown_time_zone',
      'rule/anchor_date wrong_date',
    ]);
  });

  it('must say what its frequency needs', () => {
    expect(problemsOf(() => rule({ freq: 'weekly', localTime: null }))).toEqual([
      'rule/local_time required',
      'rule/weekdays required',
    ]);
    expect(problemsOf(() => rule({ freq: 'monthly' }))).toEqual(['rule/day day_or_nth']);
    expect(problemsOf(() => rule({ freq: 'monthly', day: 1, nth: 1, weekday: 'mon' }))).toEqual([
      'rule/day day_or_nth',
    ]);
    expect(problemsOf(() => rule({ freq: 'cron', localTime: null }))).toEqual(['rule/expression required']);
  });

  it('may not end before it begins', () => {
    expect(problemsOf(() => rule({ until: '2026-11-22' }))).toEqual(['rule/until before_anchor']);
  });

  it('in cron has five fields that mean something, and no more than four times in any hour', () => {
    const cron = (expression: string): string[] =>
      problemsOf(() => rule({ freq: 'cron', localTime: null, expression }));
    expect(cron('*/15 * * * *')).toEqual([]);
    expect(cron('*/10 * * * *')).toEqual(['rule/expression too_often']);
    expect(cron('0,1,2,3,4 9 * * *')).toEqual(['rule/expression too_often']);
    for (const wrong of ['* * * *', '0 0 9 * * *', '61 * * * *', 'soon', '@daily', ''])
      expect(cron(wrong)).toEqual(['rule/expression wrong_cron']);
  });
});

describe('a single time', () => {
  it('is a rule of one day', () => {
    expect(onceRule('2026-11-24T10:00', 'Asia/Almaty')).toMatchObject({
      localTime: '10:00',
      timeZone: 'Asia/Almaty',
      anchorDate: '2026-11-24',
      until: '2026-11-24',
    });
  });

  it('is a local one, that exists, in a zone that exists', () => {
    for (const wrong of ['2026-11-24T10:00:00Z', '2026-11-24', '2026-02-30T10:00', '2026-11-24T24:00', ''])
      expect(problemsOf(() => onceRule(wrong, 'Europe/Moscow'))).toEqual(['at wrong_local_time']);
    expect(problemsOf(() => onceRule('2026-11-24T10:00', 'MSK'))).toEqual(['time_zone unknown_time_zone']);
  });
});
