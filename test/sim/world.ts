import type { Ramp } from '#lib/campaigns';
import { type LadderTruth, ladderOf } from './ladder-plan.js';
import { BEGINNING } from './virtual-time.js';
import type { Streams } from './seeded.js';

export const SENDER_ID = '00000000-0000-7000-8000-0000000000aa';
/** As the senders module seals tokens: kept in clear here, since the box is replaced. */
export const TOKEN = 'sim-token';

/** Statuses of a run from which nothing follows. */
export const IS_OVER: ReadonlySet<string> = new Set(['completed', 'cancelled']);

export interface RunTruth {
  readonly name: string;
  readonly id: string;
  readonly campaignId: string;
  /** Nobody where it goes into chats. */
  readonly people: readonly number[];
  readonly chats: readonly number[];
  /** Whom it goes to first; `null`: to everybody at once. */
  readonly ramp: Ramp | null;
  readonly text: string;
  readonly onUnproven: 'resend' | 'hold';
  readonly expiresAt: number | null;
  readonly createdAt: number;
}

/** Somebody takes the messages of a run back, or gives them another text. */
export interface CorrectionPlan {
  readonly kind: 'recall' | 'edit';
  readonly run: RunTruth;
  readonly afterMs: number;
  /** Of an edit. */
  readonly text: string;
  /** Of a recall: what becomes of those who have not got the message. */
  readonly remaining: 'cancel' | 'pause';
}

/** Somebody reminds those who have not read the messages of a run, or have not confirmed them. */
export interface ReminderPlan {
  readonly run: RunTruth;
  readonly afterMs: number;
  readonly who: 'unread' | 'unacknowledged' | 'everyone';
  readonly form: 'message' | 'reply';
  /** Says it in its text, so that no two reminders say the same. */
  readonly number: number;
}

/**
 * What only some worlds have, and how many of them: chance goes to whoever asks for it, and the others are to stay as
 * they are.
 */
const FEATURES = {
  corrections: 0.3,
  chats: 0.12,
  reminders: 0.15,
  ramp: 0.1,
  hours: 0.08,
  restore: 0.06,
  ladder: 0.05,
} as const;
export type Feature = keyof typeof FEATURES;
export const isFeature = (name: string): name is Feature => name in FEATURES;

export interface World {
  readonly people: readonly number[];
  readonly chats: readonly number[];
  readonly runs: readonly RunTruth[];
  readonly avatarUrl: string | null;
  readonly corrections: readonly CorrectionPlan[];
  readonly reminders: readonly ReminderPlan[];
  /** Of follow-ups that come by themselves; `null`: none does. */
  readonly ladder: LadderTruth | null;
  /** From when on, and until when, nobody may be written to; `null`: no hour is quiet. */
  readonly quiet: { readonly from: number; readonly to: number } | null;
  /** A backup is put back while it goes on. */
  readonly isRestored: boolean;
}

/** Whether people are asked to do something after the announcement, and are heard when they do it. */
export const hasFollowUps = ({ reminders: byHand, ladder }: World): boolean =>
  byHand.length > 0 || ladder !== null;

export const uuid = (kind: number, number: number): string =>
  `00000000-0000-7000-8000-${kind.toString(16).padStart(4, '0')}${number.toString(16).padStart(8, '0')}`;

/**
 * A bot, two to six people, one or two campaigns to some of them: often with the same text to the same people.
 *
 * @param only what the world has besides; absent: what chance says
 */
export function imagine(streams: Streams, only?: readonly Feature[]): World {
  const chosen = (feature: Feature): boolean =>
    only === undefined ? streams.next(feature) < FEATURES[feature] : only.includes(feature);
  const isRestored = chosen('restore');
  // What was asked after the backup is forgotten with the rest, and nobody would know what is right then.
  const has = (feature: Feature): boolean => !isRestored && chosen(feature);
  const people = Array.from({ length: streams.whole('world', 2, 6) }, (_, index) => index + 1);
  const count = streams.next('world') < 0.6 ? 2 : 1;
  const isSameText = streams.next('world') < 0.6;
  const announced = Array.from({ length: count }, (_, index): RunTruth => {
    const some = people.filter(() => streams.next('world') < 0.75);
    return {
      name: `run${String(index + 1)}`,
      id: uuid(2, index + 1),
      campaignId: uuid(1, index + 1),
      people: some.length === 0 ? [1] : some,
      chats: [],
      ramp: null,
      text: isSameText ? 'Здравствуйте!' : `Здравствуйте, ${String(index)}!`,
      onUnproven: streams.next('world') < 0.85 ? 'resend' : 'hold',
      expiresAt: streams.next('world') < 0.12 ? BEGINNING + streams.between('world', 2_000, 600_000) : null,
      createdAt: BEGINNING + index * streams.between('world', 1, 20_000),
    };
  });
  // Without a marker nothing that was forgotten can be found again, and all waits for people.
  const hasPicture = streams.next('world') < 0.85 || isRestored;
  const avatarUrl = hasPicture ? 'https://example.com/bot.png' : null;
  const withRamp = has('ramp') ? announced.map((run) => ({ ...run, ramp: rampOf(streams, run) })) : announced;
  const chats = has('chats') ? CHATS.slice(0, streams.whole('chats', 1, CHATS.length)) : [];
  const runs = chats.length === 0 ? withRamp : [...withRamp.slice(1), intoChats(withRamp[0], chats)];
  return {
    people,
    chats,
    runs,
    avatarUrl,
    corrections: has('corrections') ? corrections(streams, runs) : [],
    reminders: has('reminders') ? reminders(streams, runs) : [],
    ladder: has('ladder') ? ladderOf(streams, runs) : null,
    quiet: has('hours') ? quietTime(streams) : null,
    isRestored,
  };
}

/** As the messenger knows them. */
const CHATS = [70_001, 70_002] as const;

function intoChats(run: RunTruth | undefined, chats: readonly number[]): RunTruth {
  if (run === undefined) throw new Error('a world without a run');
  return { ...run, chats, people: [], ramp: null };
}

/** One to the first of them, then a sample of one or two, then all the others. */
function rampOf(streams: Streams, { people }: RunTruth): Ramp {
  return { firstTo: people.slice(0, 1), sample: streams.whole('ramp', 1, 2), maxFailurePercent: 60 };
}

/** Whole minutes, as the setting has them. It begins when the sending does, or soon after. */
function quietTime(streams: Streams): { from: number; to: number } {
  const minute = 60_000;
  const from = BEGINNING + streams.whole('hours', 1, 4) * minute;
  return { from, to: from + streams.whole('hours', 2, 30) * minute };
}

/** One to three, of the same run or of others: a text may be overtaken by a newer one, or by a recall. */
function corrections(streams: Streams, runs: readonly RunTruth[]): CorrectionPlan[] {
  const stream = 'corrections';
  return Array.from({ length: streams.whole(stream, 1, 3) }, (_, index) => ({
    kind: streams.pick(stream, ['recall', 'edit', 'edit'] as const),
    run: streams.pick(stream, runs),
    afterMs: streams.between(stream, 500, streams.pick(stream, [5_000, 30_000, 400_000])),
    text: `Исправлено: ${String(index)}`,
    remaining: streams.pick(stream, ['cancel', 'pause'] as const),
  }));
}

/** One to three of the runs that go to people, while these are sent or long after. */
function reminders(streams: Streams, runs: readonly RunTruth[]): ReminderPlan[] {
  const stream = 'reminders';
  const toPeople = runs.filter(({ chats }) => chats.length === 0);
  if (toPeople.length === 0) return [];
  return Array.from({ length: streams.whole(stream, 1, 3) }, (_, index) => ({
    run: streams.pick(stream, toPeople),
    afterMs: streams.between(stream, 1_000, streams.pick(stream, [15_000, 60_000, 400_000])),
    who: streams.pick(stream, ['unread', 'unacknowledged', 'everyone'] as const),
    form: streams.pick(stream, ['message', 'reply'] as const),
    number: index + 1,
  }));
}
