import { CRASH_POINT_NAMES } from './coverage.js';
import { FAULT_RATES } from './faults.js';
import type { SeedResult } from './seed-result.js';

/** Changes of a row that a proof must have seen. */
const TRANSITIONS = [
  'pending → leased',
  'pending → cancelled',
  'pending → expired',
  'leased → pending',
  'leased → sending',
  'leased → skipped',
  'leased → cancelled',
  'sending → sent',
  'sending → pending',
  'sending → failed',
  'sending → unknown',
  'unknown → sent',
  'unknown → pending',
  'unknown → failed',
];
/** What even a short run must have met: these are no rare things. */
const COMMON = [
  ...['chat: sending → sent', 'follow-up: sending → sent', 'open wave', 'database restored'],
  ...['rung climbed', 'intent of a rung'],
];
/** What worlds with more than an announcement to people must have seen. */
const FEATURES_MET = [
  ...['chat: sending → sent', 'chat: sending → unknown', 'chat: unknown → sent', 'chat: unknown → pending'],
  ...['follow-up: sending → sent', 'follow-up: sending → unknown', 'follow-up: unknown → sent'],
  ...['follow-up: unknown → pending', 'reminder asked for'],
  ...['follow-up skipped: already_read', 'follow-up skipped: already_acknowledged'],
  ...['follow-up that replies', 'parent gone', 'open wave'],
  'sent after quiet hours',
  ...['database restored', 'safe mode'],
  ...['rung climbed', 'intent of a rung', 'dead after remind'],
];
/** Fewer doubts than this share of the deliveries: the seeds were too kind. */
const LEAST_DOUBTS = 0.05;

const REPLAYED = 5;

/** What a number of seeds came to together. */
export class Tally {
  readonly broken: SeedResult[] = [];
  /** Of the first seeds of chance, to be run once more. */
  readonly hashes = new Map<number, string>();
  readonly counts = new Map<string, number>();
  seeds = 0;
  deliveries = 0;
  doubts = 0;

  add(result: SeedResult): void {
    this.seeds += 1;
    if (this.hashes.size < REPLAYED && result.seed < 1_000_000_000) this.hashes.set(result.seed, result.hash);
    this.deliveries += result.deliveries;
    this.doubts += result.doubts;
    for (const [what, count] of Object.entries(result.coverage))
      this.counts.set(what, (this.counts.get(what) ?? 0) + count);
    if (result.failures.length > 0) this.broken.push(result);
  }

  /** Worlds of chance that never came to be: the seeds are no longer what they were. */
  unmet(): string[] {
    return COMMON.filter((what) => (this.counts.get(what) ?? 0) === 0);
  }

  /** What these seeds should have met and have not: a proof that nothing was tried proves nothing. */
  uncovered(): string[] {
    const wanted = [...CRASH_POINT_NAMES, ...Object.keys(FAULT_RATES), ...TRANSITIONS, ...FEATURES_MET];
    const missing = wanted.filter((what) => (this.counts.get(what) ?? 0) === 0);
    const isTooKind = this.doubts < this.deliveries * LEAST_DOUBTS;
    return isTooKind
      ? [...missing, `doubts: ${String(this.doubts)} of ${String(this.deliveries)} deliveries`]
      : missing;
  }

  line(): Readonly<Record<string, unknown>> {
    const points = CRASH_POINT_NAMES.map((name) => [name, this.counts.get(name) ?? 0]);
    const faults = Object.keys(FAULT_RATES).reduce((sum, kind) => sum + (this.counts.get(kind) ?? 0), 0);
    return {
      seeds: this.seeds,
      deliveries: this.deliveries,
      doubts: this.doubts,
      faults,
      kills: this.counts.get('process.kill') ?? 0,
      stops: this.counts.get('process.stop') ?? 0,
      crash_points: Object.fromEntries(points) as unknown,
      features: Object.fromEntries(FEATURES_MET.map((what) => [what, this.counts.get(what) ?? 0])),
      broken: this.broken.length,
    };
  }
}
