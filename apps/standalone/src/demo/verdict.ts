import type { StatsView } from './campaigns.js';
import type { Control } from './control.js';

/** The last line of `--exit`: figures of the rows beside the simulator's own truth. */
export interface Verdict {
  readonly recipients: number;
  readonly sent: number;
  readonly failed: number;
  readonly skipped: number;
  readonly unknown: number;
  readonly read: number;
  /** Messages beyond the first to the same person, as the messenger counts them. */
  readonly duplicates: number;
  /** People who, by the rows, were written to and who, by the messenger, have no message. */
  readonly lost: number;
  /** Most sends that arrived at the messenger in any sliding second. */
  readonly max_in_any_second: number;
  /** Requests that the messenger answered with 429. */
  readonly throttled: number;
}

interface Truth {
  readonly directMessages: number;
  readonly recipients: number;
}

interface Rates {
  readonly rates: readonly {
    readonly requestClass: string;
    readonly maxPerSecond: number;
    readonly throttledCount: number;
  }[];
}

/** Only after a single campaign: the messenger's figures are of all messages it ever got. */
export async function verdictOf(rows: StatsView, control: Control): Promise<Verdict> {
  const truth = await control.get<Truth>('/truth');
  const { rates } = await control.get<Rates>('/rates');
  const sends = rates.filter((rate) => rate.requestClass === 'send');
  return {
    recipients: rows.recipients,
    sent: rows.sent,
    failed: rows.failed,
    skipped: rows.skipped,
    unknown: rows.unknown,
    read: rows.read,
    duplicates: truth.directMessages - truth.recipients,
    lost: Math.max(0, rows.sent - truth.recipients),
    max_in_any_second: Math.max(0, ...sends.map((rate) => rate.maxPerSecond)),
    throttled: rates.reduce((sum, rate) => sum + rate.throttledCount, 0),
  };
}

/** Whether the promise was kept. `limit`: most sends in any second. */
export function isKept(verdict: Verdict, limit: number): boolean {
  const isWhole = verdict.sent + verdict.failed + verdict.skipped === verdict.recipients;
  return isWhole && verdict.duplicates === 0 && verdict.lost === 0 && verdict.max_in_any_second <= limit;
}
