import { Inject, Injectable } from '@nestjs/common';
import { estimateDuration } from '#lib/campaigns';
import { type Config, CONFIG } from '#lib/config';
import { Database, databaseNow } from '#lib/database';
import { addDays, Agenda, dateOf, instantOf, localOf, type PlannedDay } from '#lib/scheduling';
import { selectPast, type PastRow } from './calendar.queries.js';
import { CALENDAR_LIMITS } from './domain/day-load.js';
import { selectTitles } from './outlook.queries.js';

/** One time of one campaign. */
export interface CalendarEntry {
  readonly campaignId: string;
  readonly title: string;
  /** `planned`, `paused` (left out unless somebody resumes the schedule), or what became of it. */
  readonly status: string;
  /** Why it was not launched; `null` of the others. */
  readonly reason: string | null;
  readonly at: Date;
  /** Where the company is. */
  readonly localTime: string;
  readonly runId: string | null;
  /** How many were agreed to; of a run, how many it was to reach. */
  readonly recipientCount: number;
}

/** What a day comes to. */
export interface DayLoad extends PlannedDay {
  /** Runs that have begun or are planned; what was missed, left out or is paused does not count. */
  readonly occurrenceCount: number;
  /** Messages of these runs; follow-ups are not foreseen. */
  readonly recipientCount: number;
  /** Seconds that one bot takes for them with nothing else to do. */
  readonly durationSeconds: number;
}

/** A span of days: every day of it with its load, and what there is on them, past and planned. */
export interface CalendarView {
  readonly days: readonly DayLoad[];
  /** In the order of their times; the first thousand. */
  readonly entries: readonly CalendarEntry[];
  /** So many more there are. */
  readonly leftOut: number;
}

/** What all campaigns have in store, day by day, and what they have done. */
@Injectable()
export class CampaignCalendar {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly agenda: Agenda,
  ) {}

  /** @param days local dates where the company is, both ends included; 92 days at most */
  view(days: { readonly from: string; readonly to: string }): Promise<CalendarView> {
    return this.database.snapshot(async (tx) => {
      const now = await databaseNow(tx);
      const [from, to] = [this.midnight(days.from), this.midnight(addDays(days.to, 1))];
      const past = await tx.$queryRaw<PastRow[]>(selectPast({ from, to }));
      const ahead = { from: now > from ? now : new Date(from.getTime() - 1), to: new Date(to.getTime() - 1) };
      const planned = (await this.agenda.planned(tx, ahead)).map((occurrence) => ({
        ...occurrence,
        outcome: occurrence.isPaused ? 'paused' : 'planned',
        reason: null,
        runId: null,
      }));
      const all = [...past, ...planned].sort((a, b) => a.at.getTime() - b.at.getTime());
      const shown = all.slice(0, CALENDAR_LIMITS.occurrences);
      const ids = [...new Set(shown.map(({ campaignId }) => campaignId))];
      const titles = await tx.$queryRaw<{ id: string; title: string }[]>(selectTitles(ids));
      const titleOf = new Map(titles.map(({ id, title }) => [id, title]));
      return {
        days: this.loads(await this.agenda.days(tx, days), all),
        entries: shown.map((entry) => ({
          ...entry,
          title: titleOf.get(entry.campaignId) ?? '',
          status: entry.outcome,
          localTime: localOf(entry.at, this.config.timeZone),
        })),
        leftOut: all.length - shown.length,
      };
    });
  }

  private loads(
    days: readonly PlannedDay[],
    all: readonly { readonly at: Date; readonly outcome: string; readonly recipientCount: number }[],
  ): DayLoad[] {
    const loads = new Map(days.map(({ date }) => [date, { occurrenceCount: 0, recipientCount: 0 }]));
    for (const { at, outcome, recipientCount } of all) {
      const load = loads.get(dateOf(localOf(at, this.config.timeZone)));
      if (load === undefined || !COUNTING.has(outcome)) continue;
      load.occurrenceCount += 1;
      load.recipientCount += recipientCount;
    }
    return days.map((day) => {
      const load = loads.get(day.date) ?? { occurrenceCount: 0, recipientCount: 0 };
      const { durationSeconds } = estimateDuration(load.recipientCount, this.config.limits.send);
      return { ...day, ...load, durationSeconds };
    });
  }

  private midnight(date: string): Date {
    return instantOf(`${date}T00:00`, this.config.timeZone).at;
  }
}

/** What sends, or will. */
const COUNTING: ReadonlySet<string> = new Set(['planned', 'launched', 'waiting']);
