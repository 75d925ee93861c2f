import { Test, type TestingModule } from '@nestjs/testing';
import { CAMPAIGN_DEFAULTS, CampaignsService, type CampaignValues } from '#lib/campaigns';
import { ConfigModule, loadConfig } from '#lib/config';
import { plainContent } from '#lib/content';
import { Database, DatabaseModule, type Tx } from '#lib/database';
import { newUuid } from '#lib/kernel';
import { createLogger, ObservabilityModule } from '#lib/observability';
import { localOf, Scheduler, type ScheduleRule, SchedulingModule, SchedulingService } from '#lib/scheduling';
import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import { DeliveriesModule } from './deliveries.module.js';
import { RunPreparation } from './run-preparation.js';
import { WaitingHours } from './waiting-hours.js';

/** Where Russia's people live, and Berlin, whose clocks change on 31 March 2030. */
const ZONES = [
  ...[
    'Europe/Kaliningrad',
    'Europe/Moscow',
    'Europe/Samara',
    'Asia/Yekaterinburg',
    'Asia/Omsk',
    'Asia/Krasnoyarsk',
  ],
  ...['Asia/Irkutsk', 'Asia/Yakutsk', 'Asia/Vladivostok', 'Asia/Kamchatka', 'Europe/Berlin'],
];
const VALUES: CampaignValues = {
  ...CAMPAIGN_DEFAULTS,
  title: 'Адаптация',
  content: plainContent('Не забудьте о встрече.'),
  audience: { type: 'rules', include: [{ everyone: true }] },
};

interface Row {
  readonly zone: string;
  readonly available_at: Date;
  readonly outcome: string | null;
}

describe('the hours of recipients', () => {
  let db: TestDatabase;
  let module: TestingModule;

  const start = async (env: Record<string, string>): Promise<void> => {
    db = await createTestDatabase();
    module = await Test.createTestingModule({
      imports: [
        ConfigModule.with(loadConfig({ VESTNIK_APPROVAL_EVERYONE: 'false', ...env })),
        ObservabilityModule.with(createLogger({ level: 'silent', service: 'test' })),
        DatabaseModule.with({ url: db.url, applicationName: 'test' }),
        ...[DeliveriesModule, SchedulingModule],
      ],
    }).compile();
    for (const [index, zone] of ZONES.entries())
      await db.query(
        `insert into person (id, nickname, role, is_suspended, is_bot, invite_status, time_zone, synced_at)
         values ($1, $2, 'user', false, false, 'confirmed', $3, now())`,
        [index + 1, `user${index}`, zone],
      );
    await db.query(
      `insert into sender (id, name, token_sealed, token_fingerprint, token_hint, status)
       values ($1, 'bot', '\\x00', '\\x00', '…', 'active')`,
      [newUuid()],
    );
  };
  afterEach(async () => {
    await module.close();
    await db.close();
  });

  const tx = <T>(work: (inner: Tx) => Promise<T>): Promise<T> => module.get(Database).transaction(work);
  const schedule = async (rule: ScheduleRule, values = VALUES): Promise<void> => {
    const { id } = await tx((inner) =>
      module.get(CampaignsService, { strict: false }).create(inner, values, 'key'),
    );
    await tx((inner) =>
      module.get(SchedulingService).schedule(inner, id, {
        kind: 'recurring',
        onMissed: 'late',
        audienceMode: 'fresh',
        lateMinutes: 60,
        overlap: 'skip',
        boundPercent: 20,
        maxRecipients: null,
        confirmRepeat: true,
        expiresAfterSeconds: null,
        expectedRecipients: ZONES.length,
        by: 'key',
        rule,
      }),
    );
  };
  /** The occurrence begins, and its people are frozen: when each of them gets it. */
  const fire = async (at: Date): Promise<Row[]> => {
    expect((await module.get(Scheduler).runOnce(at))?.occurrences).toHaveLength(1);
    const prepared = await module.get(RunPreparation).runOnce();
    const rows = await db.query<Row>(
      `select p.time_zone as zone, d.available_at, d.outcome from delivery d join person p on p.id = d.recipient_id
        where d.run_id = $1 order by p.id`,
      [prepared?.runId],
    );
    await db.query("update delivery set state = 'skipped', reason = 'suspended' where state = 'pending'");
    await db.query("update run set status = 'completed', finished_at = now()");
    return rows;
  };
  const rule: ScheduleRule = {
    recurrence: { freq: 'weekly', interval: 2, weekdays: ['mon'] },
    localTime: '10:00',
    timeZone: 'Europe/Moscow',
    anchorDate: '2030-03-04',
    until: null,
    count: null,
    onHoliday: 'send',
  };

  it('an onboarding reminder each second Monday is there at ten by every clock, before and after it changes', async () => {
    await start({});
    await schedule({ ...rule, basis: 'recipient' });
    for (const date of ['2030-03-04', '2030-03-18', '2030-04-01', '2030-04-15']) {
      // Ten in Kamchatka, where the day begins first.
      const rows = await fire(new Date(new Date(`${date}T00:00:00Z`).getTime() - 2 * 3_600_000));
      expect(rows.map(({ zone, available_at }) => [zone, localOf(available_at, zone)])).toEqual(
        ZONES.map((zone) => [zone, `${date}T10:00`]),
      );
    }
    const berlin = await db.query<{ at: string }>(
      `select to_char(d.available_at at time zone 'UTC', 'MM-DD HH24:MI') as at
         from delivery d join person p on p.id = d.recipient_id
        where p.time_zone = 'Europe/Berlin' order by d.available_at`,
    );
    expect(berlin.map(({ at }) => at)).toEqual(['03-04 09:00', '03-18 09:00', '04-01 08:00', '04-15 08:00']);
  });

  it('quiet ones hold each message to their end, where the person is, and workdays to the next of them', async () => {
    await start({ VESTNIK_QUIET_HOURS: '09:00-11:30', VESTNIK_SEND_DAYS: 'workdays' });
    await schedule({
      ...rule,
      basis: 'recipient',
      recurrence: { freq: 'daily' },
      anchorDate: '2030-03-09',
      until: '2030-03-09',
    });
    // A Saturday: Friday the eighth was a holiday.
    const rows = await fire(new Date('2030-03-08T22:00:00Z'));
    expect(rows.map(({ zone, available_at, outcome }) => [localOf(available_at, zone), outcome])).toEqual(
      ZONES.map(() => ['2030-03-11T00:00', 'held for hours']),
    );
  });

  it('quiet ones that begin while a run is going hold the rest of the zone, and urgent runs go on', async () => {
    await start({ VESTNIK_QUIET_HOURS: '00:01-00:00' });
    // All but one minute of the day is quiet; in one of these two zones that minute is far away.
    const zone = new Date().getUTCHours() % 12 < 1 ? 'Asia/Yekaterinburg' : 'Asia/Kamchatka';
    const far = { ...rule, recurrence: { freq: 'daily' as const } };
    await schedule(far, { ...VALUES, priority: 'urgent' });
    const urgent = await fire(new Date('2030-03-04T07:00:00Z'));
    expect(urgent.every(({ outcome }) => outcome === null)).toBe(true);

    const ledger = new Ledger(db);
    const run = await ledger.run(
      await ledger.sender(),
      ZONES.map((_, index) => index + 1),
    );
    const waitMs = await tx((inner) =>
      module.get(WaitingHours, { strict: false }).holdIfClosed(inner, run, zone),
    );
    expect(waitMs).toBeGreaterThan(60_000);
    expect(waitMs).toBeLessThanOrEqual(86_400_000);
    const held = await db.query<{ zone: string }>(
      `select p.time_zone as zone from delivery d join person p on p.id = d.recipient_id
        where d.run_id = $1 and d.outcome = 'held for hours' and d.available_at > clock_timestamp()`,
      [run],
    );
    expect(held).toEqual([{ zone }]);
  });
});
