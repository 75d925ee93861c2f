import { CampaignCalendar } from './campaign-calendar.js';
import { createOutlookBench, EVERYBODY, type OutlookBench } from './outlook.fixture.js';

describe('the calendar of campaigns', () => {
  let bench: OutlookBench;
  let calendar: CampaignCalendar;
  beforeEach(async () => {
    bench = await createOutlookBench();
    calendar = bench.module.get(CampaignCalendar);
  });
  afterEach(() => bench.close());

  it('has every day asked for, with what each comes to', async () => {
    const some = { audience: { type: 'rules', include: [{ users: [1, 2, 3] }] } } as const;
    await bench.planned('2099-11-04T10:00', some);
    await bench.planned('2099-11-04T23:59');
    await bench.planned('2099-11-06T00:00');
    const paused = await bench.planned('2099-11-06T12:00');
    await bench.db.query('update schedule set is_paused = true where campaign_id = $1', [paused.id]);
    const view = await calendar.view({ from: '2099-11-04', to: '2099-11-06' });
    expect(view.days).toEqual([
      day('2099-11-04', { kind: 'holiday', occurrenceCount: 2, recipientCount: EVERYBODY + 3 }, 5),
      day('2099-11-05', {}, 0),
      day('2099-11-06', { occurrenceCount: 1, recipientCount: EVERYBODY }, 4),
    ]);
    expect(view.entries.map(({ localTime, status, runId }) => [localTime, status, runId])).toEqual([
      ['2099-11-04T10:00', 'planned', null],
      ['2099-11-04T23:59', 'planned', null],
      ['2099-11-06T00:00', 'planned', null],
      ['2099-11-06T12:00', 'paused', null],
    ]);
    expect(view.leftOut).toBe(0);
  });

  it('has what was sent by hand and what became of planned times, each once', async () => {
    const byHand = await bench.ledger.run(bench.senderId, [1, 2]);
    const fired = await bench.ledger.run(bench.senderId, [3]);
    const planned = await bench.planned('2099-01-01T10:00');
    await bench.db.query(
      `update run set created_at = '2026-05-04T07:00Z', confirmed_count = case id when $1 then 2 else 1 end where id in ($1, $2)`,
      [byHand, fired],
    );
    await bench.db.query(
      `insert into schedule_occurrence (schedule_id, local_key, fires_at, outcome, reason, run_id)
       select s.id, k.key, k.at::timestamptz, k.outcome, k.reason, k.run_id::uuid from schedule s,
         (values ('2026-05-04T09:59', '2026-05-04T06:59Z', 'launched', null, $2),
                 ('2026-05-05T10:00', '2026-05-05T07:00Z', 'missed', 'late', null)) k(key, at, outcome, reason, run_id)
        where s.campaign_id = $1`,
      [planned.id, fired],
    );
    const { entries, days } = await calendar.view({ from: '2026-05-04', to: '2026-05-05' });
    expect(
      entries.map(({ localTime, status, reason, runId, recipientCount }) => [
        localTime,
        status,
        reason,
        runId,
        recipientCount,
      ]),
    ).toEqual([
      ['2026-05-04T09:59', 'launched', null, fired, 1],
      ['2026-05-04T10:00', 'launched', null, byHand, 2],
      ['2026-05-05T10:00', 'missed', 'late', null, EVERYBODY],
    ]);
    expect(days.map(({ occurrenceCount, recipientCount }) => [occurrenceCount, recipientCount])).toEqual([
      [2, 3],
      [0, 0],
    ]);
  });

  it('names a thousand times one by one, and counts them all', async () => {
    await bench.planned('2099-01-01T10:00');
    await bench.db.query(
      `update schedule set kind = 'recurring', next_at = now(),
              rule = rule || '{"recurrence": {"freq": "cron", "expression": "*/15 * * * *"}, "anchorDate": "2098-01-01", "until": "2098-01-31"}'`,
    );
    const { entries, leftOut, days } = await calendar.view({ from: '2098-01-01', to: '2098-03-31' });
    expect(entries).toHaveLength(1_000);
    expect(leftOut).toBe(31 * 96 - 1_000);
    expect(days.map(({ occurrenceCount }) => occurrenceCount)).toEqual([
      ...Array.from({ length: 31 }, () => 96),
      ...Array.from({ length: 59 }, () => 0),
    ]);
  });
});

const day = (date: string, load: object, durationSeconds: number): object => ({
  date,
  kind: 'workday',
  isOfficial: false,
  occurrenceCount: 0,
  recipientCount: 0,
  ...load,
  durationSeconds,
});
