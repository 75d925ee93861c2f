import { BusiestSecond } from '../limits/busiest-second.js';
import { type RequestClass } from '../limits/request-class.js';
import { type Tallies } from '../world/tallies.js';
import { type FaultKind } from '../faults/fault.js';
import { type OperationName } from './operation-name.js';

/** One request to the API as it really went. */
export interface RequestEntry {
  /** Grows by one. */
  readonly number: number;
  readonly operation: OperationName;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly requestClass: RequestClass;
  /** `null` without a usable `Authorization`. */
  readonly token: string | null;
  /** Real monotonic time in milliseconds, taken when the server had read the request's head. */
  readonly arrivedMs: number;
  /** The person it was about, where it was about one. */
  personId: number | null;
  /** Status of the answer; `null` when none was given (yet). */
  status: number | null;
  /** When the answer was handed over, or the connection cut. */
  answeredMs: number | null;
  /** Did the operation run to its end and answer 2xx inside, whatever the client was told? */
  applied: boolean;
  /** Was it refused by the limiter or a `throttle` fault? */
  throttled: boolean;
  faults: readonly FaultKind[];
}

/** The same as it is told outside, with the wall's time of arrival. */
export interface LoggedRequest extends RequestEntry {
  readonly arrivedAt: string;
}

/** What one token asked of one class. */
export interface Rate {
  readonly token: string | null;
  readonly requestClass: RequestClass;
  readonly count: number;
  readonly throttledCount: number;
  /** Most arrivals in any second, ends included. */
  readonly maxPerSecond: number;
  readonly firstMs: number;
  readonly lastMs: number;
}

const NO_FAULTS: readonly FaultKind[] = [];

interface Meter {
  readonly token: string | null;
  readonly requestClass: RequestClass;
  readonly busiest: BusiestSecond;
  readonly firstMs: number;
  count: number;
  throttledCount: number;
  lastMs: number;
}

/** Every request in the order of arrival; the oldest fall out, the rates keep counting them. */
export class RequestLog {
  private entries: RequestEntry[] = [];
  private readonly meters = new Map<string, Meter>();
  private opened = 0;

  constructor(
    private readonly size: number,
    private readonly tallies: Tallies,
  ) {}

  open(
    start: Pick<RequestEntry, 'operation' | 'method' | 'path' | 'requestClass' | 'token' | 'arrivedMs'>,
  ): RequestEntry {
    const { operation, method, path, requestClass, token, arrivedMs } = start;
    const entry: RequestEntry = {
      number: ++this.opened,
      operation,
      method,
      path,
      requestClass,
      token,
      arrivedMs,
      personId: null,
      status: null,
      answeredMs: null,
      applied: false,
      throttled: false,
      faults: NO_FAULTS,
    };
    this.entries.push(entry);
    // In big steps: taking the oldest off one by one would copy the whole log for every request.
    if (this.entries.length > this.size * 1.25) this.entries = this.entries.slice(-this.size);
    this.tallies.requests += 1;
    this.meterOf(entry);
    return entry;
  }

  close(entry: RequestEntry, status: number | null): void {
    entry.status = status;
    entry.answeredMs = performance.now();
    if (entry.throttled) {
      const meter = this.meters.get(meterKey(entry));
      if (meter !== undefined) meter.throttledCount += 1;
    }
  }

  /** Entries behind that number, oldest first. */
  after(number: number, limit: number, accepts: (entry: RequestEntry) => boolean): LoggedRequest[] {
    const found: LoggedRequest[] = [];
    for (const entry of this.entries) {
      if (found.length >= limit) break;
      if (entry.number <= number || !accepts(entry)) continue;
      const arrivedAt = new Date(performance.timeOrigin + entry.arrivedMs).toISOString();
      found.push({ ...entry, arrivedAt });
    }
    return found;
  }

  rates(): Rate[] {
    return [...this.meters.values()].map(({ busiest, ...rest }) => ({ ...rest, maxPerSecond: busiest.max }));
  }

  private meterOf(entry: RequestEntry): void {
    const key = meterKey(entry);
    const existing = this.meters.get(key);
    const meter: Meter = existing ?? {
      token: entry.token,
      requestClass: entry.requestClass,
      busiest: new BusiestSecond(),
      firstMs: entry.arrivedMs,
      count: 0,
      throttledCount: 0,
      lastMs: entry.arrivedMs,
    };
    if (existing === undefined) this.meters.set(key, meter);
    meter.count += 1;
    meter.lastMs = entry.arrivedMs;
    meter.busiest.note(entry.arrivedMs);
  }
}

function meterKey(entry: RequestEntry): string {
  return `${entry.requestClass} ${entry.token ?? ''}`;
}
