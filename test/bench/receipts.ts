import {
  fixedPolicy,
  type LookPolicy,
  LOOKS_PER_SECOND,
  productPolicy,
  race,
  type RaceFigures,
} from './polling-race.js';
import { type Recipient, recipientsOf, type Scene } from './reading-people.js';

/**
 * Requests spent for each read that is found, and how long after the read that is: the product's own plan of looks
 * beside looks at a fixed interval, with as many requests and with the same delay. Three days in virtual time, within
 * the budget of one bot. `npm run bench:receipts 1000` is a short form; a second number is another seed.
 */
const [people, seed] = [Number(process.argv[2] ?? 10_000), Number(process.argv[3] ?? 1)];
const MINUTE_MS = 60_000;
const DAYS = 3;
/** Tuesday, 10:00 in Moscow. */
const START_MS = Date.UTC(2026, 10, 24, 7);
const DIRECTORY_EVERY_MS = 10 * MINUTE_MS;
/** Of the search for an interval: it is halved so often between a minute and half a day. */
const HALVINGS = 14;
const NARROWEST_MS = MINUTE_MS;
const WIDEST_MS = 720 * MINUTE_MS;

interface Row extends RaceFigures {
  readonly way: string;
}

const results = [
  side(30, DIRECTORY_EVERY_MS, 'product'),
  side(30, null, 'product, directory says nothing of activity'),
  side(5, DIRECTORY_EVERY_MS, 'product, people who use the messenger all the time'),
  side(120, DIRECTORY_EVERY_MS, 'product, people who use it now and then'),
];
process.stdout.write(
  `${JSON.stringify({ bench: 'receipts', people, seed, days: DAYS, looks_per_second: LOOKS_PER_SECOND, results }, null, 2)}\n`,
);

/** One kind of people: the product, and fixed intervals that match it in one figure each. */
function side(usedEveryMinutes: number, directoryEveryMs: number | null, way: string): object {
  const endMs = START_MS + DAYS * 24 * 60 * MINUTE_MS;
  const scene: Scene = { seed, people, startMs: START_MS, endMs, usedEveryMinutes };
  const recipients = recipientsOf(scene);
  const run = (policy: LookPolicy): RaceFigures => race(recipients, scene, policy);
  const product = run(productPolicy(directoryEveryMs));
  const sameRequests = matching(run, ({ requests }) => requests <= product.requests);
  const sameMedian = matching(run, ({ median_delay_s }) => median_delay_s >= product.median_delay_s);
  const sameP95 = matching(run, ({ p95_delay_s }) => p95_delay_s >= product.p95_delay_s);
  const rows: Row[] = [
    { way, ...product },
    { way: 'fixed interval, as many requests', ...sameRequests },
    { way: 'fixed interval, the same median delay', ...sameMedian },
    { way: 'fixed interval, the same 95th percentile', ...sameP95 },
  ];
  return {
    reads: readsOf(recipients),
    used_every_minutes: usedEveryMinutes,
    // Made anyway, whether somebody waits for reads or not; not among the requests below.
    directory_requests:
      directoryEveryMs === null ? 0 : (Math.ceil(people / 50) * (endMs - START_MS)) / directoryEveryMs,
    rows,
    delay_of_fixed: {
      median: ratio(sameRequests.median_delay_s, product.median_delay_s),
      p95: ratio(sameRequests.p95_delay_s, product.p95_delay_s),
    },
    requests_of_fixed: {
      same_median: ratio(sameMedian.requests, product.requests),
      same_p95: ratio(sameP95.requests, product.requests),
    },
  };
}

/** The shortest interval of which that holds, as it does of all longer ones. */
function matching(
  run: (policy: LookPolicy) => RaceFigures,
  holds: (figures: RaceFigures) => boolean,
): RaceFigures & { readonly interval_s: number } {
  let [low, high] = [NARROWEST_MS, WIDEST_MS];
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = Math.sqrt(low * high);
    if (holds(run(fixedPolicy(middle)))) high = middle;
    else low = middle;
  }
  return { interval_s: Math.round(high / 1_000), ...run(fixedPolicy(high)) };
}

function readsOf(recipients: readonly Recipient[]): number {
  return recipients.filter(({ readAtMs }) => readAtMs !== null).length;
}

function ratio(one: number, other: number): number {
  return Math.round((one / other) * 10) / 10;
}
