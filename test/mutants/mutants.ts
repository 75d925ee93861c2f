import { FEATURE_MUTANTS } from './feature-mutants.js';
import type { Mutant } from './mutant.js';

const CLAIM = 'libs/deliveries/src/claim.queries.ts';
const CLASSIFY = 'libs/pachca/src/domain/classify-send.ts';
const RECONCILER = 'libs/deliveries/src/reconciler.ts';
const STEP = 'libs/deliveries/src/send-step.ts';
const CRASH_POINTS = {
  project: 'integration',
  pattern: 'deliveries/src/protocol-crash-points.int-spec',
} as const;
const GATES = { project: 'integration', pattern: 'deliveries/src/protocol-gates.int-spec' } as const;
const ROWS = { project: 'integration', pattern: 'deliveries/src/protocol-rows.int-spec' } as const;
const INTENTS = { project: 'integration', pattern: 'deliveries/src/intent.int-spec' } as const;
const RECONCILES = { project: 'integration', pattern: 'deliveries/src/reconciler.int-spec' } as const;
const TAKE_OVER = { project: 'integration', pattern: 'deliveries/src/take-over.int-spec' } as const;
const OWNERSHIP = { project: 'integration', pattern: 'senders/src/sender-ownership.int-spec' } as const;
const INTENT = "where d.id = ${delivery.id} and d.fence = ${delivery.fence} and d.state = 'leased'";

/** The protocol's mutants (docs/delivery-protocol.md). The words to find are the same in the source and as it is built. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: 'claim without fence',
    patches: [
      { file: CLAIM, find: "set state = 'leased', fence = d.fence + 1,", replace: "set state = 'leased'," },
    ],
    spec: TAKE_OVER,
  },
  {
    name: 'intent without fence',
    patches: [{ file: CLAIM, find: INTENT, replace: INTENT.replace(' and d.fence = ${delivery.fence}', '') }],
    spec: CRASH_POINTS,
  },
  {
    name: 'intent without state',
    patches: [{ file: CLAIM, find: INTENT, replace: INTENT.replace(" and d.state = 'leased'", '') }],
    spec: INTENTS,
  },
  {
    name: 'an intent outlives its lease',
    patches: [{ file: CLAIM, find: 'and d.lease_until > clock_timestamp()', replace: '' }],
    spec: GATES,
  },
  {
    name: 'no lane index',
    patches: [
      {
        file: 'prisma/migrations/20261122000000_init/migration.sql',
        find: 'CREATE UNIQUE INDEX "delivery_lane_uq"',
        replace: 'CREATE INDEX "delivery_lane_uq"',
      },
    ],
    spec: GATES,
  },
  {
    name: 'post before the commit of the intent',
    patches: [
      {
        file: STEP,
        find: 'const refusal = await this.intend(session, prepared);',
        replace:
          'const early = session.client.createMessage(prepared.message.draft, { deadlineMs: Infinity }); const refusal = await this.intend(session, prepared);',
      },
      {
        file: STEP,
        find: 'await post(session, prepared, startedAt + this.timing.guardMs);',
        replace: 'await early;',
      },
    ],
    directed: ['process.kill@after POST messages left#1'],
  },
  {
    name: 'post although the reply of the intent was lost',
    patches: [
      {
        file: STEP,
        find: "return this.handBack(delivery, 'the intent was lost', LANE_WAIT_MS);",
        // As if it were seen: without its moment the guard of the post would refuse what follows.
        replace: 'this.intended.set(delivery.id, systemClock.monotonicMs()); return null;',
      },
    ],
    // The COMMIT never came to Postgres, which its caller cannot tell from a lost reply.
    directed: ['db.commit_lost@intent#1'],
  },
  {
    name: 'a lapsed send is sent again',
    patches: [
      {
        file: 'libs/deliveries/src/upkeep.queries.ts',
        find: "set state = 'unknown', doubt_since = clock_timestamp(), outcome = 'owner lost',",
        replace: "set state = 'pending', outcome = 'owner lost',",
      },
    ],
    directed: ['process.kill@before the answer to POST messages#1'],
  },
  {
    name: '5xx is taken for unsent',
    patches: [
      {
        file: CLASSIFY,
        find: "return { kind: 'doubtful', cause: 'server_error', status };",
        replace: "return { kind: 'not_written', cause: 'reset' };",
      },
    ],
    directed: ['http.error_after@POST messages#1'],
  },
  {
    name: 'a timeout is taken for unsent',
    patches: [
      {
        file: CLASSIFY,
        find: 'const { cause, status } = observation;',
        replace:
          "const { cause, status } = observation; if (cause === 'timeout') return { kind: 'not_written', cause };",
      },
    ],
    directed: ['http.answer_hangs@POST messages#1'],
  },
  {
    name: '429 gives the person up',
    patches: [
      {
        file: CLASSIFY,
        find: 'case 429:',
        replace: "case 429: return { kind: 'recipient_refused', reason: 'not_found', status, codes: [] };",
      },
    ],
    directed: ['http.throttled@POST messages#1'],
  },
  {
    name: '401 gives the person up',
    patches: [
      {
        file: CLASSIFY,
        find: 'case 401:',
        replace: "case 401: return { kind: 'recipient_refused', reason: 'not_found', status, codes: [] };",
      },
    ],
    directed: ['http.token_refused@POST messages#1'],
  },
  {
    name: 'absence counts at once (Δ = 0)',
    patches: [
      {
        file: 'libs/deliveries/src/domain/doubt.ts',
        find: 'const isLate = look.elapsedMs >= settleMs;',
        replace: 'const isLate = true;',
      },
    ],
    directed: ['http.late@POST messages#1'],
  },
  {
    name: 'one absence is enough',
    patches: [
      {
        file: 'libs/deliveries/src/domain/doubt.ts',
        find: 'return look.negatives + 1 >= NEGATIVES_NEEDED',
        replace: 'return look.negatives + 2 >= NEGATIVES_NEEDED',
      },
    ],
    // In a whole world the guard trigger refuses it, and an operator settles what is left.
    spec: { project: 'unit', pattern: 'deliveries/src/domain/doubt.spec' },
  },
  {
    name: 'the guard asks for one absence',
    patches: [
      {
        file: 'prisma/migrations/20261122100700_doubts/migration.sql',
        find: '(NEW.negative_reads < 2 AND',
        replace: '(NEW.negative_reads < 1 AND',
      },
    ],
    spec: { project: 'integration', pattern: 'deliveries/src/delivery-row.int-spec' },
  },
  {
    name: 'absence is dated after the read',
    patches: [
      {
        file: RECONCILER,
        find: 'const seen = await this.chats.look(reader, doubt);',
        replace:
          'const seen = await this.chats.look(reader, doubt); const [late] = await this.database.client.$queryRaw<{ elapsedMs: number }[]>`select (extract(epoch from clock_timestamp() - doubt_since) * 1000)::float8 as "elapsedMs" from delivery where id = ${doubt.id}`;',
      },
      {
        file: RECONCILER,
        find: 'judge({ ...look, ...doubt }, this.config.doubtSettleMs)',
        replace: 'judge({ ...look, ...doubt, ...late }, this.config.doubtSettleMs)',
      },
    ],
    // In a whole world the second absence, which is dated right, would make up for the first.
    spec: RECONCILES,
  },
  {
    name: 'a short page ends the read',
    patches: [
      {
        file: 'libs/deliveries/src/chat-evidence.ts',
        find: 'if (page.nextCursor === null || page.items.some(',
        replace: 'if (page.items.length < 2 || page.items.some(',
      },
    ],
    // By chance, an early look at a page that is not empty finds the message first.
    spec: RECONCILES,
  },
  {
    name: 'the text proves whose message it is',
    patches: [
      {
        file: 'libs/deliveries/src/chat-evidence.ts',
        find: '.filter((message) => markerIn(message) === sought.marker)',
        replace: ".filter((message) => message.content !== '')",
      },
    ],
    directed: Array.from(
      { length: 12 },
      (_, index) => `http.request_lost@POST messages#${String(index + 2)}`,
    ),
  },
  {
    name: 'evidence needs the fence',
    patches: [
      {
        file: 'libs/deliveries/src/outcome.queries.ts',
        find: "where id = ${deliveryId} and state <> 'sent'\n      returning",
        replace: "where id = ${deliveryId} and state = 'sending'\n      returning",
      },
    ],
    directed: ['http.error_after@POST messages#1'],
  },
  {
    name: 'a run is completed although sends are open',
    patches: [
      {
        file: 'libs/deliveries/src/upkeep.queries.ts',
        find: "and not exists (select 1 from delivery d where d.run_id = r.id and d.state in ('leased', 'sending', 'unknown'))",
        replace: '',
      },
    ],
    spec: ROWS,
  },
  {
    name: 'pause without the lock of its own',
    patches: [
      {
        file: CLAIM,
        find: 'select pg_advisory_xact_lock(${RUN_GATE}::int',
        replace: 'select pg_advisory_xact_lock_shared(${RUN_GATE}::int',
      },
    ],
    spec: INTENTS,
  },
  {
    name: 'a restored database is not recognised',
    patches: [
      { file: CLAIM, find: 'or i.identity <> instance_identity())', replace: ')' },
      {
        file: 'libs/database/src/instance.queries.ts',
        find: 'select identity = instance_identity() and heartbeat_at >',
        replace: 'select heartbeat_at >',
      },
    ],
    spec: { project: 'integration', pattern: 'deliveries/src/safe-mode.int-spec' },
  },
  {
    name: "leases by the worker's clock",
    patches: [
      {
        file: CLAIM,
        find: 'lease_until = clock_timestamp() + ${interval(input.leaseMs)}',
        replace: 'lease_until = ${new Date(Date.now() + input.leaseMs)}::timestamptz',
      },
    ],
  },
  {
    name: 'a marker for each attempt',
    patches: [
      {
        file: STEP,
        find: 'marker: delivery.marker,',
        replace: 'marker: delivery.marker.slice(1) + String(delivery.attempt % 10),',
      },
    ],
    directed: ['http.error_after@POST messages#1'],
  },
  {
    name: 'a request starts on the word of an old lease',
    patches: [
      {
        file: 'libs/senders/src/ownership-proof.ts',
        find: 'while (!this.isFresh()) {',
        replace: 'while (false) {',
      },
    ],
    spec: OWNERSHIP,
  },
  ...FEATURE_MUTANTS,
];
