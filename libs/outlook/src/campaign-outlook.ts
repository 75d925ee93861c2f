import { Inject, Injectable } from '@nestjs/common';
import { Addressees, type Campaign, CampaignsService, type CheckIssue } from '#lib/campaigns';
import { type Config, CONFIG } from '#lib/config';
import { Database, databaseNow, type Prisma, type Tx } from '#lib/database';
import {
  addDays,
  Agenda,
  dateOf,
  instantOf,
  localOf,
  type ScheduleRule,
  SendingHours,
} from '#lib/scheduling';
import { outlookIssues, type SameDay } from './domain/outlook-issues.js';
import {
  countCapped,
  countOthers,
  countZones,
  type DayRunRow,
  type OthersRow,
  selectDayRuns,
  selectTitles,
  type ZoneRow,
} from './outlook.queries.js';

/** What a campaign would meet if it began at its time, or now. */
export interface Outlook {
  /** When it is taken to begin: by the rule asked about, as it is scheduled, else now. */
  readonly at: Date;
  /** Of those who would get it: whose hours are closed at their time; `until`: the last of them may be written to. */
  readonly heldForHours: { readonly count: number; readonly until: Date | null };
  /** Of those who would get it: who has had as many notices that day as a person gets; they wait for their next morning. */
  readonly heldForCap: { readonly count: number };
  /** `null`: it goes into chats, which nobody counts. */
  readonly sameDay: SameDayOutlook | null;
  /** The same as warnings. */
  readonly issues: readonly CheckIssue[];
}

interface SameDayOutlook extends SameDay {
  /** The day of `at`, where the company is. */
  readonly date: string;
  /** Those that reach the most of the people, ten at most. */
  readonly campaigns: readonly { readonly id: string; readonly title: string; readonly people: number }[];
  /** Planned campaigns that were left out of the count: only the first of a day are resolved. */
  readonly uncounted: number;
}

/** Campaigns whose people are not frozen yet are resolved one by one: a dozen audiences are a second, a hundred are not. */
const MOST_WAITING = 12;
const MOST_NAMED = 10;

/** What a campaign meets on its day: closed hours, and other campaigns to the same people. Changes nothing. */
@Injectable()
export class CampaignOutlook {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly campaigns: CampaignsService,
    private readonly addressees: Addressees,
    private readonly hours: SendingHours,
    private readonly agenda: Agenda,
  ) {}

  /**
   * All figures come from one snapshot.
   *
   * @param rule by which it may be going to be scheduled; `null`: as it is scheduled, or now
   * @param as what it would be, from what it is; absent: as it is
   * @throws CampaignNotFoundError
   */
  of(
    campaignId: string,
    rule: ScheduleRule | null = null,
    as: (campaign: Campaign) => Campaign = (campaign) => campaign,
  ): Promise<Outlook> {
    return this.database.bulkTransaction(async (tx) => {
      const campaign = as(await this.campaigns.get(campaignId, tx));
      const now = { at: await databaseNow(tx), localStart: null };
      const { at, localStart } = (await this.agenda.beginning(tx, campaignId, rule)) ?? now;
      const people = await this.addressees.rows(tx, campaign);
      const heldForHours = await this.heldForHours(tx, { campaign, people, at }, localStart);
      const sameDay = campaign.target === null ? await this.sameDay(tx, { campaign, people, at }) : null;
      const heldForCap = await this.heldForCap(tx, { campaign, people, at });
      const figures = { heldForHours, heldForCap, sameDay };
      return { at, ...figures, issues: outlookIssues(figures) };
    }, 'RepeatableRead');
  }

  private async heldForHours(
    tx: Tx,
    { campaign, people, at }: Looked,
    localStart: string | null,
  ): Promise<Outlook['heldForHours']> {
    if (this.hours.isAlwaysOpen || campaign.priority === 'urgent') return { count: 0, until: null };
    const openings = await this.hours.openings(tx);
    let held: Outlook['heldForHours'] = { count: 0, until: null };
    for (const { zone, count } of await tx.$queryRaw<ZoneRow[]>(countZones(people))) {
      const own = localStart === null ? at : openings.whenLocal(localStart, zone);
      const start = own > at ? own : at;
      const until = openings.opening(start, zone);
      if (until <= start) continue;
      held = {
        count: held.count + count,
        until: held.until === null || until > held.until ? until : held.until,
      };
    }
    return held;
  }

  private async heldForCap(tx: Tx, { campaign, people, at }: Looked): Promise<Outlook['heldForCap']> {
    const cap = this.config.dailyCap;
    if (cap === 0 || campaign.isMandatory || campaign.target !== null) return { count: 0 };
    const openings = await this.hours.openings(tx);
    const zones = await tx.$queryRaw<ZoneRow[]>(countZones(people));
    if (zones.length === 0) return { count: 0 };
    const days = zones.map(({ zone }) => ({ zone, start: openings.startOfDay(at, zone) }));
    const from = new Date(Math.min(...days.map(({ start }) => start.getTime())));
    const runs = await tx.$queryRaw<DayRunRow[]>(selectDayRuns({ from, to: at }));
    const by = { cap, runIds: runs.map(({ id }) => id) };
    const [row] = await tx.$queryRaw<{ count: number }[]>(countCapped(people, days, by));
    return row ?? { count: 0 };
  }

  private async sameDay(tx: Tx, { campaign, people, at }: Looked): Promise<SameDayOutlook> {
    const date = dateOf(localOf(at, this.config.timeZone));
    const day = { from: this.midnight(date), to: this.midnight(addDays(date, 1)) };
    const all = await tx.$queryRaw<DayRunRow[]>(selectDayRuns(day));
    const runs = all.filter(({ campaignId }) => campaignId !== campaign.id);
    const { waiting, uncounted } = await this.waiting(tx, campaign.id, { day, runs });
    const runIds = runs.filter(({ isPrepared }) => isPrepared).map(({ id }) => id);
    const rows = await tx.$queryRaw<OthersRow[]>(countOthers(people, day, { runIds, waiting }));
    const byOthers = rows
      .flatMap(({ others, people: count }) => (others === null ? [] : [{ others, people: count }]))
      .sort((a, b) => b.others - a.others);
    return {
      date,
      uncounted,
      byOthers,
      people: byOthers.reduce((sum, row) => sum + row.people, 0),
      campaigns: await this.named(tx, rows),
    };
  }

  /** Other campaigns of the day whose people are no rows yet: runs that are being prepared, and plans. */
  private async waiting(
    tx: Tx,
    campaignId: string,
    { day, runs }: { readonly day: { from: Date; to: Date }; readonly runs: readonly DayRunRow[] },
  ): Promise<{ waiting: { campaignId: string; people: Prisma.Sql }[]; uncounted: number }> {
    const now = await databaseNow(tx);
    const ahead = { from: now > day.from ? now : day.from, to: new Date(day.to.getTime() - 1) };
    const planned = (await this.agenda.planned(tx, ahead)).filter(({ isPaused }) => !isPaused);
    const ids = new Set([
      ...runs.filter(({ isPrepared, isStopped }) => !isPrepared && !isStopped).map((run) => run.campaignId),
      ...planned.map((occurrence) => occurrence.campaignId),
    ]);
    ids.delete(campaignId);
    const counted = [...ids].slice(0, MOST_WAITING);
    const waiting = [];
    for (const id of counted) {
      const other = await this.campaigns.get(id, tx);
      if (other.target === null)
        waiting.push({ campaignId: id, people: await this.addressees.rows(tx, other) });
    }
    return { waiting, uncounted: ids.size - counted.length };
  }

  private async named(tx: Tx, rows: readonly OthersRow[]): Promise<SameDayOutlook['campaigns']> {
    const most = rows
      .flatMap(({ campaignId, people }) => (campaignId === null ? [] : [{ id: campaignId, people }]))
      .sort((a, b) => b.people - a.people || (a.id < b.id ? -1 : 1))
      .slice(0, MOST_NAMED);
    const found = await tx.$queryRaw<{ id: string; title: string }[]>(selectTitles(most.map(({ id }) => id)));
    const titles = new Map(found.map(({ id, title }) => [id, title]));
    return most.map((campaign) => ({ ...campaign, title: titles.get(campaign.id) ?? '' }));
  }

  private midnight(date: string): Date {
    return instantOf(`${date}T00:00`, this.config.timeZone).at;
  }
}

interface Looked {
  readonly campaign: Campaign;
  /** Rows of (recipient_id, skip_reason). */
  readonly people: Prisma.Sql;
  readonly at: Date;
}
