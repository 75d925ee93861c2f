import { Counter, Gauge, Histogram, Registry } from 'prom-client';

type MetricType = 'counter' | 'gauge' | 'histogram';
interface MetricKind {
  readonly type: MetricType;
  readonly help: string;
  readonly labels: readonly string[];
  readonly buckets?: readonly number[];
}

/** Up to Δ at its default and beyond. */
const LATENESS = [1, 5, 10, 30, 60, 100, 200, 300, 600];
const SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Up to the limit of ten minutes. */
const BULK_SECONDS = [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 600];

/**
 * Every figure that a process shows. Labels are bounded: states, classes, kinds, and bots, of which there is a handful;
 * never a person, a campaign or a text. docs/operations.md is held equal to this table by a spec.
 */
export const METRICS = {
  vestnik_deliveries: gauge('deliveries of open and of recent runs, counted once a minute', 'state'),
  vestnik_delivery_transitions_total: counter('changes of state made by this process', 'from', 'to'),
  vestnik_send_attempts_total: counter('posts that have ended', 'outcome'),
  vestnik_send_duration_seconds: histogram('from the intent to the outcome of a post'),
  vestnik_unknown_oldest_seconds: gauge('age of the oldest doubt; 0: there is none'),
  vestnik_doubt_resolutions_total: counter('doubts that were settled', 'result'),
  vestnik_late_apply_seconds: histogram('from the intent to a message whose answer was lost', LATENESS),
  vestnik_duplicates_detected_total: counter('second copies that were ever found'),
  vestnik_duplicates_repaired_total: counter('second copies that were taken away'),
  vestnik_guard_refusals_total: counter('changes that the guards in Postgres ever refused'),
  vestnik_foreign_messages_total: counter('messages of our bots that nobody here has sent'),
  vestnik_safe_mode: gauge('1: the database has forgotten commits, and runs are verified'),
  vestnik_conservation_violations: gauge('rows that do not add up, by the last examination'),
  vestnik_lease_expired_total: counter('leases that ran out'),
  vestnik_sending_expired_total: counter('posts whose owner gave no outcome'),
  vestnik_rate_current: gauge('most sends in any second at present', 'bot'),
  vestnik_gate_hold_seconds: gauge('what is left of a wait that the messenger asked for', 'bot', 'class'),
  vestnik_429_total: counter('answers 429', 'class'),
  vestnik_breaker_state: gauge('1: open, nothing or little is sent', 'bot', 'kind'),
  vestnik_token_ok: gauge('1: the messenger accepts the token', 'bot'),
  vestnik_marker_channel_ok: gauge('1: kept or not tried, 0: lost', 'bot', 'channel'),
  vestnik_directory_age_seconds: gauge('age of the last whole reading of the people; -1: there was none'),
  vestnik_read_poll_backlog: gauge('messages whose look for readers is due, 10,000 at most'),
  vestnik_file_bytes: gauge('bytes of the files that messages carry'),
  vestnik_file_bytes_limit: gauge('most bytes that they may have, VESTNIK_FILE_STORAGE_MB'),
  vestnik_inbox_waiting: gauge('events of the messenger that are stored and not settled', 'bot'),
  vestnik_inbox_oldest_seconds: gauge('age of the oldest of them; 0: there is none', 'bot'),
  vestnik_inbox_gap: gauge('1: events may have come and gone unseen', 'bot'),
  vestnik_inbox_given_up: gauge('events of the last day that were given up', 'bot'),
  vestnik_webhook_events_total: counter('bodies posted to the webhook', 'result'),
  vestnik_webhook_waiting: gauge('posts to webhook endpoints that wait', 'endpoint'),
  vestnik_webhook_oldest_seconds: gauge('age of the oldest of them; 0: there is none', 'endpoint'),
  vestnik_webhook_endpoint_ok: gauge('1: posts are taken; 0: they fail, or it is disabled', 'endpoint'),
  vestnik_db_pool: gauge(
    'connections to the database: in use, idle, and requests that wait for one',
    'pool',
    'state',
  ),
  vestnik_db_transaction_seconds: histogram('from the wish for a transaction to its end'),
  vestnik_db_bulk_transaction_seconds: histogram('the same for work over whole audiences', BULK_SECONDS),
  vestnik_clock_skew_seconds: gauge("this process's clock minus the database's"),
  vestnik_event_loop_lag_seconds: gauge('99th percentile since the last reading'),
  vestnik_http_requests_total: counter('requests answered', 'method', 'status'),
  vestnik_auth_failures_total: counter('requests refused for their key', 'kind'),
} as const satisfies Readonly<Record<string, MetricKind>>;
/** A name of `METRICS`. */
export type MetricName = keyof typeof METRICS;

type NamesOf<Type extends MetricType> = {
  [Name in MetricName]: (typeof METRICS)[Name]['type'] extends Type ? Name : never;
}[MetricName];
type LabelsOf<Name extends MetricName> = Readonly<Record<(typeof METRICS)[Name]['labels'][number], string>>;

interface InstrumentOptions {
  readonly name: string;
  readonly help: string;
  labelNames: string[];
  registers: Registry[];
  buckets?: number[];
}

/** The figures of one process. Those that nobody writes here do not show. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly made = new Map<string, Counter | Gauge | Histogram>();
  private readonly refreshers: (() => Promise<void>)[] = [];

  /** One more, or `by` more. */
  count<Name extends NamesOf<'counter'>>(name: Name, labels: LabelsOf<Name>, by = 1): void {
    if (by > 0) this.instrument(name, Counter).inc(labels, by);
  }

  /** A count that is kept elsewhere, such as in rows, as it is now. */
  recount<Name extends NamesOf<'counter'>>(name: Name, labels: LabelsOf<Name>, value: number): void {
    const made = this.instrument(name, Counter);
    made.remove(labels);
    made.inc(labels, value);
  }

  /** The figure as it is now; a gauge that was never set does not show. */
  set<Name extends NamesOf<'gauge'>>(name: Name, labels: LabelsOf<Name>, value: number): void {
    this.instrument(name, Gauge).set(labels, value);
  }

  /** Forgets every value of a gauge, for bots that are gone. */
  clear(name: NamesOf<'gauge'>): void {
    this.instrument(name, Gauge).reset();
  }

  /** One duration, in seconds. */
  observe(name: NamesOf<'histogram'>, seconds: number): void {
    this.instrument(name, Histogram).observe(seconds);
  }

  /** Called before the figures are read, so that those of rows are of now. It must be cheap, and may fail. */
  refreshWith(refresh: () => Promise<void>): void {
    this.refreshers.push(refresh);
  }

  /** As Prometheus reads it. Where a refresh fails, the figures are the older ones. */
  async text(): Promise<string> {
    await Promise.allSettled(this.refreshers.map((refresh) => refresh()));
    return this.registry.metrics();
  }

  /** For the header of an answer with `text()`. */
  get contentType(): string {
    return this.registry.contentType;
  }

  private instrument<Made extends Counter | Gauge | Histogram>(
    name: MetricName,
    type: new (configuration: InstrumentOptions) => Made,
  ): Made {
    const known = this.made.get(name);
    if (known instanceof type) return known;
    const { help, labels, buckets }: MetricKind = METRICS[name];
    const made = new type({
      name,
      help,
      labelNames: [...labels],
      registers: [this.registry],
      ...(buckets !== undefined && { buckets: [...buckets] }),
    });
    this.made.set(name, made);
    return made;
  }
}

/** The figures of this process: counted wherever things happen, so no constructor has to carry them. */
export const metrics = new Metrics();

function counter<const Labels extends readonly string[]>(help: string, ...labels: Labels) {
  return { type: 'counter', help, labels } as const;
}

function gauge<const Labels extends readonly string[]>(help: string, ...labels: Labels) {
  return { type: 'gauge', help, labels } as const;
}

function histogram(help: string, buckets: readonly number[] = SECONDS) {
  return { type: 'histogram', help, labels: [], buckets } as const;
}
