import type { CheckIssue } from '#lib/campaigns';
import { MAX_HOLD_DAYS } from '#lib/deliveries';
import type { PlannedSchedule } from '#lib/scheduling';
import type { FollowUpPlan } from './follow-up-plan.js';

/**
 * What becomes of the next runs of a campaign while a follow-up of one waits for somebody's return: a campaign has one open
 * run at most, and a run is open until everybody was reminded. Empty: nobody's return is waited for, or no run follows.
 */
export function returnIssues(
  { rungs }: Pick<FollowUpPlan, 'rungs'>,
  { kind, overlap }: Pick<PlannedSchedule, 'kind' | 'overlap'>,
): CheckIssue[] {
  if (kind === 'once' || rungs.every(({ whenAway }) => whenAway === 'skip')) return [];
  const detail =
    `A reminder with when_away: hold waits up to ${MAX_HOLD_DAYS} days for somebody's return, and its run is open meanwhile. ` +
    `${BECOMES[overlap]} If that is not meant, take when_away: skip, or expires_after_s: then nobody waits beyond that.`;
  const params = { overlap, days: MAX_HOLD_DAYS };
  return [{ level: 'warning', code: 'runs_wait_for_return', pointer: '#/schedule/overlap', detail, params }];
}

const BECOMES = {
  skip: 'With overlap: skip every run that comes due then is left out.',
  wait: 'With overlap: wait the next run waits, and only the last of those that came due begins.',
} as const satisfies Record<PlannedSchedule['overlap'], string>;
