import { type RungWhen, USUAL_DAY } from '#lib/followups';
import type { Streams } from './seeded.js';
import { BEGINNING, MOSCOW_AHEAD_MS } from './virtual-time.js';

/** A follow-up that comes by itself. */
export interface RungTruth {
  readonly when: RungWhen;
  readonly who: 'unread' | 'unacknowledged' | 'everyone';
  readonly form: 'message' | 'reply';
  /** `null`: what the run says by then, once more. */
  readonly text: string | null;
}

/** The ladder of one run of a world. */
export interface LadderTruth {
  readonly runId: string;
  readonly campaignId: string;
  readonly rungs: readonly RungTruth[];
  /** After this moment none of them leaves; `null`: no such moment. */
  readonly deadlineAt: number | null;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The announcement goes out about noon of a Monday. Between the last two of a day is less time than an outage takes. */
const SHAPES: readonly (readonly RungWhen[])[] = [
  [{ afterHours: 1 }],
  [{ afterHours: 1 }, { afterHours: 2 }, { afterHours: 4 }],
  [
    { workingHours: 1, day: USUAL_DAY },
    { workingHours: 7, day: USUAL_DAY },
  ],
  [{ afterHours: 2 }, { onDay: 1, at: '09:30' }],
  [
    { onDay: 1, at: '10:00' },
    { onDay: 1, at: '10:02' },
  ],
];

/** How a rung of a ladder says which it is, so that no two messages say the same. */
export const RUNG_SAYS = 'Ступень';

/** For one of the runs that go to people; `null`: there is none. */
export function ladderOf(
  streams: Streams,
  runs: readonly {
    readonly id: string;
    readonly campaignId: string;
    readonly chats: readonly number[];
    readonly createdAt: number;
  }[],
): LadderTruth | null {
  const stream = 'ladder';
  const toPeople = runs.filter(({ chats }) => chats.length === 0);
  if (toPeople.length === 0) return null;
  const { id: runId, campaignId, createdAt } = streams.pick(stream, toPeople);
  const rungs = streams.pick(stream, SHAPES).map((when, index): RungTruth => {
    const number = String(index + 1);
    return {
      when,
      who: streams.pick(stream, ['unread', 'unacknowledged', 'everyone'] as const),
      form: streams.pick(stream, ['message', 'reply'] as const),
      text: streams.next(stream) < 0.8 ? `${RUNG_SAYS} ${number}` : null,
    };
  });
  const last = rungs.at(-1);
  const afterLast = streams.between(stream, -30_000, 120_000);
  const hasDeadline = last !== undefined && streams.next(stream) < 0.25;
  return {
    runId,
    campaignId,
    rungs,
    deadlineAt: hasDeadline ? Math.floor(earliest(last.when, createdAt) + afterLast) : null,
  };
}

/** The moment from which on somebody may get a rung, counted from their message at `from`. Everybody is in Moscow. */
export function earliest(when: RungWhen, from: number): number {
  if ('afterHours' in when) return from + when.afterHours * HOUR_MS;
  if ('onDay' in when) return dayOf(from) + when.onDay * DAY_MS + minutesOf(when.at) * 60_000;
  let left = when.workingHours * HOUR_MS;
  for (let day = dayOf(from); ; day += DAY_MS) {
    const begins = Math.max(from, day + minutesOf(when.day.from) * 60_000);
    const works = isWeekend(day) ? 0 : Math.max(0, day + minutesOf(when.day.to) * 60_000 - begins);
    if (left <= works) return begins + left;
    left -= works;
  }
}

/** As it is kept. */
export function planSql({ campaignId, rungs, deadlineAt }: LadderTruth, parts: object): string {
  const rows = rungs.map(({ when, who, form, text }) => ({
    ...('afterHours' in when && { after_hours: when.afterHours }),
    ...('workingHours' in when && { after_working_hours: when.workingHours, working_day: when.day }),
    ...('onDay' in when && { on_day: when.onDay, at: when.at }),
    who,
    ...(form !== 'message' && { as: form }),
    template: text,
    parts: text === null ? {} : parts,
  }));
  const deadline = deadlineAt === null ? 'null' : `to_timestamp(${String(deadlineAt / 1_000)})`;
  return `
    insert into follow_up_plan (campaign_id, rungs, deadline_at, set_by, set_at)
    values ('${campaignId}', '${JSON.stringify(rows)}', ${deadline}, 'key_sim', to_timestamp(${String(BEGINNING / 1_000)}));`;
}

/** When the day of that moment began. */
function dayOf(at: number): number {
  const local = at + MOSCOW_AHEAD_MS;
  return local - (local % DAY_MS) - MOSCOW_AHEAD_MS;
}

function isWeekend(day: number): boolean {
  return [0, 6].includes(new Date(day + MOSCOW_AHEAD_MS).getUTCDay());
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
