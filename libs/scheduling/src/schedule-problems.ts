import type { Campaign } from '#lib/campaigns';
import type { ErrorDetail } from '#lib/kernel';
import type { PlannedSchedule } from './schedule-digest.js';

/**
 * What of a campaign contradicts the schedule that it is to have; empty: nothing does.
 *
 * @param first its first time; `null`: none is to come
 */
export function scheduleProblems(
  { expiresAt, lateJoiners, target }: Pick<Campaign, 'expiresAt' | 'lateJoiners' | 'target'>,
  { kind, audienceMode }: Pick<PlannedSchedule, 'kind' | 'audienceMode'>,
  first: Date | null,
): ErrorDetail[] {
  if (first === null) return [kind === 'once' ? IN_THE_PAST : NO_OCCURRENCE];
  const isFrozen = audienceMode === 'frozen';
  const problems: [ErrorDetail, boolean][] = [
    [AFTER_EXPIRY, expiresAt !== null && expiresAt <= first],
    [LATE_JOINERS_OF_MANY, lateJoiners !== null && kind !== 'once'],
    [AFTER_OPEN_UNTIL, lateJoiners !== null && kind === 'once' && lateJoiners.openUntil <= first],
    [LATE_JOINERS_FROZEN, lateJoiners !== null && isFrozen],
    [FROZEN_IN_CHAT, target !== null && isFrozen],
  ];
  return problems.filter(([, isSo]) => isSo).map(([problem]) => problem);
}

/**
 * That more would get it than its schedule allows; empty: no more would.
 *
 * @param reach how many people, or chats
 */
export function limitProblems(
  { maxRecipients: max }: Pick<PlannedSchedule, 'maxRecipients'>,
  reach: number,
): ErrorDetail[] {
  if (max === null || reach <= max) return [];
  const detail = `It would reach ${reach} people, and max_recipients allows ${max}.`;
  const params = { max, actual: reach };
  return [{ pointer: '#/max_recipients', code: 'recipient_limit_exceeded', detail, params }];
}

const IN_THE_PAST = { pointer: '#/at', code: 'in_the_past', detail: '«at» must lie in the future.' };

const NO_OCCURRENCE = {
  pointer: '#/rule',
  code: 'no_occurrence',
  detail: '«rule» names no time that is still to come.',
};

const AFTER_EXPIRY = {
  pointer: '#/at',
  code: 'after_expiry',
  detail: 'expires_at of the campaign passes before it begins: nobody would get it.',
};

const LATE_JOINERS_OF_MANY = {
  pointer: '#/kind',
  code: 'late_joiners_once',
  detail:
    'late_joiners belong to a campaign that is sent once: a run would be open while the next ones come.',
};

const AFTER_OPEN_UNTIL = {
  pointer: '#/at',
  code: 'after_open_until',
  detail: 'late_joiners.open_until of the campaign passes before it begins: nobody would join.',
};

const LATE_JOINERS_FROZEN = {
  pointer: '#/audience_mode',
  code: 'late_joiners_frozen',
  detail:
    'late_joiners take in whoever comes later, and «frozen» sends to nobody else. Take one of them out.',
};

const FROZEN_IN_CHAT = {
  pointer: '#/audience_mode',
  code: 'frozen_in_chat',
  detail: 'The chats of a campaign are the same each time anyway: «frozen» is for people.',
};
