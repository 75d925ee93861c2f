import type { Mutant } from './mutant.js';

const CLAIM = 'libs/deliveries/src/claim.queries.ts';
const DAILY_CAP = { project: 'integration', pattern: 'deliveries/src/daily-cap.int-spec' } as const;
const CHAT_POSTS = { project: 'integration', pattern: 'deliveries/src/chat-deliveries.int-spec' } as const;
const EDITS = { project: 'integration', pattern: 'corrections/src/edit.int-spec' } as const;
const LATE_JOINERS = { project: 'integration', pattern: 'deliveries/src/late-joiners.int-spec' } as const;

/** Of what stands on the protocol: schedules, hours, the daily cap, edits, posts into chats, follow-ups, ramps, late joiners. */
export const FEATURE_MUTANTS: readonly Mutant[] = [
  {
    name: 'an occurrence begins while the run before it is open',
    patches: [
      {
        file: 'libs/scheduling/src/domain/due.ts',
        find: 'if (!facts.hasOpenRun)',
        replace: 'if (facts.problem !== undefined)',
      },
    ],
    spec: { project: 'unit', pattern: 'scheduling/src/domain/due.spec' },
  },
  {
    name: 'the second reading of a clock counts',
    patches: [
      {
        file: 'libs/scheduling/src/local-time.ts',
        find: 'Math.min(...real)',
        replace: 'Math.max(...real)',
      },
    ],
    spec: { project: 'unit', pattern: 'scheduling/src/local-time.spec' },
  },
  {
    name: 'quiet hours that end before the moment',
    patches: [
      {
        file: 'libs/scheduling/src/sending-hours.ts',
        find: 'open = next > open ? next :',
        replace: 'open = next > 0 ? next :',
      },
    ],
    spec: { project: 'unit', pattern: 'scheduling/src/sending-hours.spec' },
  },
  {
    name: 'the daily cap forgets what is in doubt',
    patches: [
      {
        file: 'libs/deliveries/src/daily-cap.queries.ts',
        find: "or state in ('sending', 'unknown') and sending_since >= ${since})",
        replace: 'or false)',
      },
    ],
    spec: DAILY_CAP,
  },
  {
    name: 'the daily cap has room for two bots at once',
    patches: [
      {
        file: 'libs/deliveries/src/daily-cap.queries.ts',
        find: 'select pg_advisory_xact_lock(${PERSON_LOCK}::int',
        replace: 'select pg_advisory_xact_lock_shared(${PERSON_LOCK}::int',
      },
    ],
    spec: DAILY_CAP,
  },
  {
    name: 'an old text comes back over the newer one that was sent',
    patches: [
      {
        file: 'prisma/migrations/20261123060100_edits_never_go_back/migration.sql',
        find: 'e.version > coalesce((SELECT number FROM content_version WHERE id = NEW.content_version_id), 0)',
        replace: 'e.version > 0',
      },
    ],
    spec: EDITS,
  },
  {
    name: 'an edit starts without its last look',
    patches: [
      {
        file: 'libs/corrections/src/edit.queries.ts',
        find: 'return renewed === 1;',
        replace: 'return renewed >= 0;',
      },
    ],
    spec: EDITS,
  },
  {
    name: 'the lane proves a post into a chat',
    patches: [
      {
        file: 'libs/deliveries/src/chat-evidence.ts',
        find: 'return chatOfRecipient(recipientId) !== null ||',
        replace: 'return chatOfRecipient(recipientId) === 0 ||',
      },
    ],
    has: ['chats'],
    directed: [
      'http.request_lost@POST messages#1',
      ...Array.from({ length: 8 }, (_, index) => `world.program_posts@#${String(index + 1)}`),
    ],
  },
  {
    name: 'a chat of many is read down to no end',
    patches: [
      {
        file: 'libs/deliveries/src/chat-evidence.ts',
        find: '(isShared && createdAt < since)',
        replace: '(isShared && createdAt < since && id < 0)',
      },
    ],
    spec: CHAT_POSTS,
  },
  {
    name: 'a late joiner slips in behind a pause',
    patches: [
      {
        file: 'libs/campaigns/src/late-joins.queries.ts',
        find: 'where id = ${id}::uuid and ${IS_OPEN} and joined = ${joined}::int for update',
        replace: 'where id = ${id}::uuid and joined = ${joined}::int for update',
      },
    ],
    spec: LATE_JOINERS,
  },
  {
    name: 'people join by a look that was overtaken',
    patches: [
      {
        file: 'libs/campaigns/src/late-joins.queries.ts',
        find: 'where id = ${id}::uuid and ${IS_OPEN} and joined = ${joined}::int for update',
        replace: 'where id = ${id}::uuid and ${IS_OPEN} and joined >= 0 * ${joined}::int for update',
      },
    ],
    spec: LATE_JOINERS,
  },
  {
    name: 'a follow-up that has become pointless meanwhile is sent',
    patches: [{ file: CLAIM, find: 'and ${POINTLESS_BECAUSE} is null', replace: '' }],
    has: ['reminders'],
    // It takes its time from the first look at the person to the intent: what is told meanwhile is to be seen.
    directed: Array.from({ length: 150 }, (_, index) => `db.slow@#${String(3 * index + 1)}`),
  },
  {
    name: 'a rung is counted from the first message of a run',
    patches: [
      {
        file: 'libs/followups/src/reminder-people.queries.ts',
        find: '(select o.sent_at + make_interval(hours => ${afterHours}::int) from delivery o',
        replace: '(select o.sent_at from delivery o',
      },
    ],
    has: ['ladder'],
  },
  {
    name: 'a rung leaves after the deadline of its ladder',
    patches: [
      {
        file: 'libs/deliveries/src/run-steps.queries.ts',
        find: "when f.deadline_at <= clock_timestamp() then 'deadline_passed'\n       when f.who = 'unacknowledged'",
        replace: "when f.who = 'unacknowledged'",
      },
    ],
    has: ['ladder'],
  },
  {
    name: 'everybody is in the first wave',
    patches: [
      {
        file: CLAIM,
        find: 'const wave = rampWave === null ?',
        replace: 'const wave = rampWave !== undefined ?',
      },
      {
        file: CLAIM,
        find: 'and (r.ramp_wave is null or d.wave between 1 and r.ramp_wave) and',
        replace: 'and',
      },
    ],
    has: ['ramp'],
  },
  {
    name: 'the hours are not looked at before a send',
    patches: [
      {
        file: 'libs/deliveries/src/send-step.ts',
        find: 'const waitMs = means.isUrgent ? 0 : await this.closedFor(delivery, verdict.to);',
        replace: 'const waitMs = 0;',
      },
    ],
    has: ['hours'],
  },
  {
    name: 'what safe mode is to look up is sent all the same',
    patches: [
      {
        file: 'libs/deliveries/src/verification.queries.ts',
        find: "from delivery where run_id = ${runId}::uuid and state in ('pending', 'leased', 'sending')",
        replace: 'from delivery where run_id = ${runId}::uuid and false',
      },
    ],
    has: ['restore'],
  },
];
