import { Test, type TestingModule } from '@nestjs/testing';
import { ConfigModule, loadConfig } from '#lib/config';
import { Database, DatabaseModule, type Tx } from '#lib/database';
import { createLogger, ObservabilityModule } from '#lib/observability';
import { ProductionCalendarService } from './production-calendar.service.js';
import { createSchedulingBench, ruleInMoscow, type SchedulingBench } from './scheduling.fixture.js';
import { SchedulingModule } from './scheduling.module.js';
import { SendingHours } from './sending-hours.service.js';

describe('days of the production calendar that somebody here sets', () => {
  let bench: SchedulingBench;
  let module: TestingModule;
  let calendar: ProductionCalendarService;
  beforeEach(async () => {
    bench = await createSchedulingBench();
    module = await Test.createTestingModule({
      imports: [
        ConfigModule.with(loadConfig({ VESTNIK_SEND_DAYS: 'workdays' })),
        ObservabilityModule.with(createLogger({ level: 'silent', service: 'test' })),
        DatabaseModule.with({ url: bench.db.url, applicationName: 'test' }),
        SchedulingModule,
      ],
    }).compile();
    calendar = module.get(ProductionCalendarService);
  });
  afterEach(async () => {
    await module.close();
    await bench.close();
  });
  const tx = <T>(work: (inner: Tx) => Promise<T>): Promise<T> => module.get(Database).transaction(work);
  const set = (date: string, isWorked: boolean): Promise<unknown> =>
    tx((inner) => calendar.set(inner, { date, isWorked, note: 'День компании', setBy: 'key_boss' }));

  it('are shown with who and when, among those of law and decree', async () => {
    await set('2026-11-23', false);
    await set('2026-11-28', true);
    const { days, workdayCount, source } = await calendar.year(2026);
    expect(source).toContain('1466');
    // One taken, one given.
    expect(workdayCount).toBe(247);
    expect(days.filter(({ own }) => own !== null)).toMatchObject([
      { date: '2026-11-23', kind: 'holiday', own: { note: 'День компании', setBy: 'key_boss' } },
      { date: '2026-11-28', kind: 'working_weekend', own: { isWorked: true } },
    ]);
    expect(days.find(({ date }) => date === '2026-01-09')).toMatchObject({ kind: 'holiday', own: null });
    expect(await calendar.year(2031)).toMatchObject({ year: 2031, source: null });
  });

  it('move what is planned for them at once, and let it back', async () => {
    await bench.planned(ruleInMoscow({ onHoliday: 'next_workday', recurrence: { freq: 'workdays' } }));
    const before = new Date('2030-01-15T20:00:00Z');
    const nextAt = async (): Promise<string | undefined> => {
      await bench.scheduler.runOnce(before);
      const [row] = await bench.db.query<{ at: Date }>('select next_at as at from schedule');
      return row?.at.toISOString();
    };
    await bench.db.query('update schedule set due_at = null, evaluated_until = $1', [before]);
    await set('2030-01-16', false);
    expect(await nextAt()).toBe('2030-01-17T07:00:00.000Z');
    expect(await tx((inner) => calendar.clear(inner, '2030-01-16'))).toBe(true);
    expect(await nextAt()).toBe('2030-01-16T07:00:00.000Z');
    expect(await tx((inner) => calendar.clear(inner, '2030-01-16'))).toBe(false);
  });

  it('are obeyed by workday hours, for the next message already', async () => {
    const at = new Date('2030-01-16T09:00:00Z');
    const opening = (): Promise<Date> =>
      tx(async (inner) => (await module.get(SendingHours).openings(inner)).opening(at, 'Europe/Moscow'));
    expect(await opening()).toEqual(at);
    await set('2030-01-16', false);
    expect(await opening()).toEqual(new Date('2030-01-16T21:00:00Z'));
  });

  it('may not come to more than thirty days in a row off, and what is refused changes nothing', async () => {
    // Saturday 6 July 2030 to Sunday 4 August are thirty days.
    for (let day = 8; day <= 31; day++) await set(`2030-07-${String(day).padStart(2, '0')}`, false);
    await set('2030-08-01', false);
    await set('2030-08-02', false);
    await expect(set('2030-08-05', false)).rejects.toMatchObject({
      details: [{ pointer: '#/kind', code: 'break_too_long', params: { max_days: 30 } }],
    });
    await set('2030-07-20', true);
    await set('2030-08-05', false);
    await expect(tx((inner) => calendar.clear(inner, '2030-07-20'))).rejects.toMatchObject({
      details: [{ code: 'break_too_long' }],
    });
    expect((await calendar.year(2030)).days.find(({ date }) => date === '2030-07-20')?.kind).toBe(
      'working_weekend',
    );
  });
});
