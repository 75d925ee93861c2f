import type { ScheduleRule } from './domain/schedule-rule.js';
import { type PlannedSchedule, scheduleDigest } from './schedule-digest.js';

const RULE: ScheduleRule = {
  recurrence: { freq: 'daily' },
  localTime: '10:00',
  timeZone: 'Europe/Moscow',
  anchorDate: '2030-01-07',
  until: null,
  count: null,
  onHoliday: 'send',
};
const PLAN: PlannedSchedule = {
  kind: 'recurring',
  rule: RULE,
  onMissed: 'late',
  lateMinutes: 60,
  overlap: 'skip',
  boundPercent: 20,
  audienceMode: 'fresh',
  maxRecipients: null,
  confirmRepeat: false,
  expiresAfterSeconds: null,
};

describe('the digest of a schedule', () => {
  it('does not depend on the order in which a rule was put together', () => {
    const turned = Object.fromEntries(Object.entries(RULE).reverse()) as unknown as ScheduleRule;
    expect(scheduleDigest({ ...PLAN, rule: turned })).toBe(scheduleDigest(PLAN));
  });

  it.each<Partial<PlannedSchedule>>([
    { kind: 'once' },
    { rule: { ...RULE, localTime: '10:01' } },
    { rule: { ...RULE, timeZone: 'Asia/Omsk' } },
    { boundPercent: 21 },
    { maxRecipients: 10 },
    { expiresAfterSeconds: 60 },
    { onMissed: 'ask' },
    { overlap: 'wait' },
    { audienceMode: 'frozen' },
  ])('is another one with %j', (change) => {
    expect(scheduleDigest({ ...PLAN, ...change })).not.toBe(scheduleDigest(PLAN));
  });
});
