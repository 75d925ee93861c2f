import type { Tx } from '#lib/database';
import { type Freshness, NOTHING_TO_SEE, type ReceiptsService } from '#lib/receipts';
import { type AcknowledgementSourceCounts, answerFigures } from './domain/answer-figures.js';
import { medianRank, medianReadingTime, type MedianReadingTime, shareOf } from './domain/reading-time.js';
import { type RunLedger, runLedger } from './domain/run-ledger.js';
import { sendPace } from './domain/send-pace.js';
import type { ReportedRun } from './run.queries.js';
import { type ChatFigures, chatFigures } from './chat-posts.queries.js';
import {
  answerCounts,
  duplicateCounts,
  type EditFigures,
  editFigures,
  heldForAbsence,
  heldForCap,
  heldForHours,
  type HeldUntil,
  questionCount,
  type RecallFigures,
  recallFigures,
  type ReasonCount,
  readFigures,
  reasonCounts,
  recentSends,
  stateCounts,
  verifyingCount,
} from './run-stats.queries.js';

/** When a run will have sent everything, at the rate of its last minute. */
export interface SendEstimate {
  /** Messages a second, two decimals; 0: none in the last minute. */
  readonly ratePerS: number;
  /** `null`: nothing is left to send, or nothing was sent in the last minute. */
  readonly finishAt: Date | null;
}

/**
 * The figures of a run, all of one instant. `recipients` is the sum of the eight states; `unknown` are sends whose
 * outcome is being found out, never a kind of failure.
 */
export interface RunStats extends RunLedger, MedianReadingTime {
  readonly runId: string;
  readonly campaignId: string;
  /** Of `recipients`, those who joined after the launch. */
  readonly lateJoined: number;
  readonly read: number;
  /** Have confirmed it, whatever they answered. All of them have read it. */
  readonly acked: number;
  /** What they answered, the most frequent first; `ack`: the plain acknowledgement. */
  readonly choices: readonly { readonly choice: string; readonly count: number }[];
  /** What they confirmed it with. */
  readonly ackSources: AcknowledgementSourceCounts;
  /** That were asked by the form behind a button, under reminders included. */
  readonly questions: number;
  /** Why `failed` and `skipped` are, the most frequent first. */
  readonly reasons: { readonly failed: readonly ReasonCount[]; readonly skipped: readonly ReasonCount[] };
  readonly rates: {
    /** 0 to 1, four decimals; `null` before the first send. */
    readonly readOfSent: number | null;
    readonly ackOfSent: number | null;
  };
  readonly reads: Freshness;
  /** Of a run into chats, once something was posted; `null`: its recipients are people. */
  readonly chats: ChatFigures | null;
  /** Second copies that were found in chats, ever. */
  readonly duplicates: number;
  /** Those of them that have been deleted. */
  readonly duplicatesRemoved: number;
  readonly recalled: RecallFigures;
  /** Of the newest change of the text; `null`: it was never changed. */
  readonly edited: EditFigures | null;
  /** Pending ones whose chats are read first, because the database may have forgotten that they were sent. */
  readonly verifying: number;
  /** Pending ones that wait for the hours of their recipients. */
  readonly heldForHours: HeldUntil;
  /** Pending ones whose recipients have had their notices for the day. */
  readonly heldForCap: HeldUntil;
  /** Follow-ups that wait until their recipients are back, and when they are looked at once more. */
  readonly heldForAbsence: HeldUntil;
  /** Only of a run that is running. */
  readonly eta: SendEstimate | null;
}

/**
 * Counts a run from its rows.
 *
 * @param tx one snapshot, or the figures need not add up
 * @throws ConservationError when the rows are not as many as the run expects
 */
export async function countRun(tx: Tx, run: ReportedRun, receipts: ReceiptsService): Promise<RunStats> {
  const { runId, campaignId } = run;
  const ledger = runLedger(run, await stateCounts(tx, runId));
  const { read, ...bounds } = await readFigures(tx, runId, medianRank(ledger.sent));
  const { choices, acked, ackSources } = answerFigures(await answerCounts(tx, runId));
  const duplicates = await duplicateCounts(tx, run);
  return {
    runId,
    campaignId,
    ...ledger,
    lateJoined: run.lateJoined,
    read,
    acked,
    choices,
    ackSources,
    questions: await questionCount(tx, runId),
    reasons: await reasonCounts(tx, runId),
    rates: { readOfSent: shareOf(read, ledger.sent), ackOfSent: shareOf(acked, ledger.sent) },
    ...medianReadingTime(bounds),
    reads: await receipts.freshness(tx, runId),
    chats: await chatFigures(tx, runId),
    duplicates: duplicates.found,
    duplicatesRemoved: duplicates.removed,
    recalled: await recallFigures(tx, runId),
    edited: await editFigures(tx, runId),
    verifying: await verifyingCount(tx, runId),
    heldForHours: await heldForHours(tx, runId),
    heldForCap: await heldForCap(tx, runId),
    heldForAbsence: await heldForAbsence(tx, runId),
    eta: run.status === 'running' ? await estimate(tx, runId, ledger) : null,
  };
}

async function estimate(tx: Tx, runId: string, ledger: RunLedger): Promise<SendEstimate> {
  const recent = await recentSends(tx, runId);
  const { ratePerS, remainingMs } = sendPace(recent, ledger.pending + ledger.sending);
  return {
    ratePerS,
    finishAt: remainingMs === null ? null : new Date(recent.countedAt.getTime() + remainingMs),
  };
}

/** Figures that were kept as JSON, where instants are texts. */
export function storedStats(kept: RunStats): RunStats {
  const { reads, eta } = kept;
  // Figures that an earlier version has kept do not tell of these; nobody waited so, and nobody joined then.
  const nobody = { count: 0, until: null };
  const clicks = { click: kept.acked, reaction: 0 };
  const {
    heldForHours: hours = nobody,
    heldForCap: cap = nobody,
    heldForAbsence: absence = nobody,
    lateJoined = 0,
    ackSources = clicks,
    questions = 0,
  } = kept as Partial<RunStats>;
  return {
    ...kept,
    lateJoined,
    ackSources,
    questions,
    heldForHours: { ...hours, until: instant(hours.until) },
    heldForCap: { ...cap, until: instant(cap.until) },
    heldForAbsence: { ...absence, until: instant(absence.until) },
    // Older figures do not tell what a sweep costs.
    reads: {
      ...NOTHING_TO_SEE,
      ...reads,
      asOf: instant(reads.asOf),
      nextSweepAt: instant(reads.nextSweepAt),
    },
    eta: eta === null ? null : { ...eta, finishAt: instant(eta.finishAt) },
  };
}

const instant = (kept: Date | null): Date | null => (kept === null ? null : new Date(kept));
