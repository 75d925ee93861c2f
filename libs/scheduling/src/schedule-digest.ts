import { createHash } from 'node:crypto';
import { sortedJson } from '#lib/kernel';
import type { ScheduleRule } from './domain/schedule-rule.js';
import type { ScheduleKind, ScheduleSettings } from './domain/schedule.js';
import type { Schedule } from './schedule.js';

/** When a campaign is to begin, and how its schedule deals with what does not go as planned. */
export interface PlannedSchedule extends ScheduleSettings {
  readonly kind: Exclude<ScheduleKind, 'now'>;
  readonly rule: ScheduleRule;
}

/** When it is to begin, of a schedule that is there; `null`: at one instant, after the window in which it can be taken back. */
export function plannedBy(schedule: Schedule): PlannedSchedule | null {
  const { kind, rule, onMissed, lateMinutes, overlap, audienceMode } = schedule;
  if (kind === 'now' || rule === null) return null;
  const { boundPercent, maxRecipients, confirmRepeat, expiresAfterSeconds } = schedule;
  const settings = { onMissed, lateMinutes, overlap, audienceMode, boundPercent, maxRecipients };
  return { kind, rule, ...settings, confirmRepeat, expiresAfterSeconds };
}

/**
 * Hex of SHA-256 over a schedule: what somebody who confirms a campaign agrees to beside its text and its people. Whether
 * the text may repeat is no part of it.
 */
export function scheduleDigest({ kind, rule, audienceMode, ...settings }: PlannedSchedule): string {
  const { onMissed, lateMinutes, overlap, boundPercent, maxRecipients, expiresAfterSeconds } = settings;
  const agreed: unknown[] = [
    onMissed,
    lateMinutes,
    overlap,
    boundPercent,
    maxRecipients,
    expiresAfterSeconds,
  ];
  // Appended only where it holds: what was agreed to before there were frozen audiences keeps its digest.
  if (audienceMode === 'frozen') agreed.push(audienceMode);
  return createHash('sha256')
    .update(sortedJson([kind, rule, agreed]))
    .digest('hex');
}
