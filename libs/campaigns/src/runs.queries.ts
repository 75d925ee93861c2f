import { Prisma } from '#lib/database';
import type { AudienceJson, CampaignPriority, OnUnproven } from './domain/campaign-settings.js';
import type { LateJoiners } from './domain/late-joiners.js';
import type { Ramp } from './domain/ramp.js';
import type { Run } from './domain/run.js';
import type { RunStatus } from './domain/run-status.js';
import type { Target } from './domain/target.js';

/** A run as its row has it; `toRun` makes a `stop` and a `lateJoining` of the columns that a run has not. */
export interface RunRow extends Omit<Run, 'stop' | 'lateJoining'> {
  readonly stopBy: string | null;
  readonly stopCode: string | null;
  readonly stopReason: string | null;
  readonly openUntil: Date | null;
  readonly joinLimit: number | null;
  readonly joined: number;
  readonly joinLookedAt: Date | null;
  readonly joinTrouble: string | null;
  readonly joinTroubleReason: string | null;
}

const COLUMNS = Prisma.sql`
  id, campaign_id as "campaignId", sender_id as "senderId", content_version_id as "contentVersionId",
  status::text as status, paused_by as "stopBy", pause_code as "stopCode", pause_reason as "stopReason",
  audience, target, skip_invited as "skipInvited", skip_guests as "skipGuests", on_unproven as "onUnproven", priority, ramp,
  ramp_wave as "rampWave", open_until as "openUntil", join_limit as "joinLimit", joined,
  join_looked_at as "joinLookedAt", join_trouble as "joinTrouble", join_trouble_reason as "joinTroubleReason",
  confirmed_count as "confirmedCount",
  expected_count as "expectedCount", audience_digest as "audienceDigest", expires_at as "expiresAt",
  limited_by as "limitedBy", frozen_id as "frozenId", created_at as "createdAt", prepared_at as "preparedAt", finished_at as "finishedAt"`;

export interface NewRun {
  readonly id: string;
  readonly campaignId: string;
  readonly senderId: string;
  readonly contentVersionId: string;
  readonly audience: AudienceJson;
  readonly target: Target;
  readonly skipInvited: boolean;
  readonly skipGuests: boolean;
  readonly onUnproven: OnUnproven;
  readonly priority: CampaignPriority;
  readonly ramp: Ramp | null;
  readonly lateJoiners: LateJoiners | null;
  readonly confirmedCount: number;
  readonly audienceDigest: string;
  readonly expiresAt: Date | null;
  /** The local time at which each recipient is to get it, where they are; `null`: as soon as it can be. */
  readonly localStart: string | null;
  /** Goes out however many notices a person has had that day. */
  readonly isMandatory: boolean;
  /** Keys whose limits its people are within. */
  readonly limitedBy: readonly string[];
  /** The people who were confirmed, where it goes to them; `null`: to whom the audience names. */
  readonly frozenId: string | null;
}

export const insertRun = (run: NewRun): Prisma.Sql => Prisma.sql`
  insert into run (id, campaign_id, sender_id, content_version_id, audience, target, skip_invited, skip_guests, on_unproven,
                   priority, ramp, confirmed_count, audience_digest, expires_at,
                   local_start, open_until, join_limit, is_mandatory, limited_by, frozen_id)
  values (${run.id}::uuid, ${run.campaignId}::uuid, ${run.senderId}::uuid, ${run.contentVersionId}::uuid,
          ${JSON.stringify(run.audience)}::jsonb, ${run.target === null ? null : JSON.stringify(run.target)}::jsonb, ${run.skipInvited}, ${run.skipGuests}, ${run.onUnproven}, ${run.priority},
          ${run.ramp === null ? null : JSON.stringify(run.ramp)}::jsonb, ${run.confirmedCount},
          ${run.audienceDigest}, ${run.expiresAt}, ${run.localStart},
          ${run.lateJoiners?.openUntil ?? null}, ${run.lateJoiners?.atMost ?? null}, ${run.isMandatory},
          ${[...run.limitedBy]}::text[], ${run.frozenId}::uuid)
  returning ${COLUMNS}`;

export const selectRun = (id: string): Prisma.Sql =>
  Prisma.sql`select ${COLUMNS} from run where id = ${id}::uuid`;

/** Newest first: an open run, of which there is at most one, is the newest. */
export const selectRunsOf = (campaignId: string): Prisma.Sql => Prisma.sql`
  select ${COLUMNS} from run where campaign_id = ${campaignId}::uuid order by created_at desc, id desc`;

export const selectNewestRunsOf = (campaignIds: readonly string[]): Prisma.Sql => Prisma.sql`
  select distinct on (campaign_id) ${COLUMNS} from run
   where campaign_id = any(${[...campaignIds]}::uuid[])
   order by campaign_id, created_at desc, id desc`;

/** Moves a run only out of the statuses of `from`; the row, or nothing. `set` says what else changes with it. */
export const moveRun = (id: string, from: readonly RunStatus[], set: Prisma.Sql): Prisma.Sql => Prisma.sql`
  update run set ${set}
   where id = ${id}::uuid and status = any(${[...from]}::run_status[])
  returning ${COLUMNS}`;

export const setPrepared = (expectedCount: number, digest: string): Prisma.Sql => Prisma.sql`
  status = 'running', expected_count = ${expectedCount}, audience_digest = ${digest},
  prepared_at = clock_timestamp()`;

interface Stop {
  readonly by: string;
  readonly code: string;
  readonly reason: string | null;
}

export const setStopped = (status: 'paused' | 'cancelling', stop: Stop): Prisma.Sql => Prisma.sql`
  status = ${status}::run_status, paused_by = ${stop.by}, pause_code = ${stop.code}, pause_reason = ${stop.reason}`;

/** Nothing where it is not running, or was held for its failures fewer than `spacing` outcomes ago. */
export const holdForFailures = (
  id: string,
  stop: Stop,
  at: { readonly outcomes: number; readonly spacing: number },
): Prisma.Sql => Prisma.sql`
  update run set ${setStopped('paused', stop)}, failure_hold_at = ${at.outcomes}
   where id = ${id}::uuid and status = 'running'
     and (failure_hold_at is null or failure_hold_at + ${at.spacing}::int <= ${at.outcomes}::int)
  returning ${COLUMNS}`;

/** Holds that a wave of the ramp puts on. */
export const RAMP_HOLDS = ['ramp_failures', 'ramp_doubts'] as const;
export type RampHold = (typeof RAMP_HOLDS)[number];

/** After the second wave come all. */
const NEXT_WAVE = Prisma.sql`nullif(ramp_wave + 1, 3)`;

/** The people are frozen, and those of this wave go first. */
export const startRamp = (id: string, wave: 1 | 2): Prisma.Sql => Prisma.sql`
  update run set ramp_wave = ${wave}::smallint where id = ${id}::uuid`;

/** The next wave, or all: only for who still sees it running in `wave`. */
export const openNextWave = (id: string, wave: number): Prisma.Sql => Prisma.sql`
  update run set ramp_wave = ${NEXT_WAVE}
   where id = ${id}::uuid and status = 'running' and ramp_wave = ${wave}::smallint
  returning ${COLUMNS}`;

/**
 * Back to where it was: a run whose people are not frozen yet is prepared again. Where it was held because they are
 * others now than those confirmed, resuming means that those of now are meant, so the old digest is dropped. Whoever
 * resumes after a wave of the ramp was found wanting has looked at it: the next one opens.
 */
export const setResumed = (): Prisma.Sql => Prisma.sql`
  status = case when prepared_at is null then 'preparing'::run_status else 'running'::run_status end,
  audience_digest = case when prepared_at is null and pause_code = 'audience_changed' then null
                         else audience_digest end,
  ramp_wave = case when pause_code = any(${[...RAMP_HOLDS]}) then ${NEXT_WAVE} else ramp_wave end,
  paused_by = null, pause_code = null, pause_reason = null`;

/** Open again for those who were given up. @param expiresAt `undefined`: as it was */
export const setReopened = (expiresAt: Date | null | undefined): Prisma.Sql => Prisma.sql`
  status = case when status = 'completed' then 'running'::run_status else status end, finished_at = null,
  expires_at = ${expiresAt === undefined ? Prisma.sql`expires_at` : Prisma.sql`${expiresAt}::timestamptz`}`;

/** The run's messages have another text from now on; its people stay. */
export const setContentVersion = (contentVersionId: string): Prisma.Sql =>
  Prisma.sql`content_version_id = ${contentVersionId}::uuid`;

export const setFinished = (status: 'completed' | 'cancelled'): Prisma.Sql => Prisma.sql`
  status = ${status}::run_status, finished_at = clock_timestamp()`;
