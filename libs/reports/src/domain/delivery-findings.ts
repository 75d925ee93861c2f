import type { DoctorFacts } from './doctor-facts.js';
import type { Finding } from './finding.js';

/** Thresholds of the operations handbook. */
const DOUBT_WARNING_S = 15 * 60;
const DOUBT_ERROR_S = 60 * 60;

export function conservation({ violations }: DoctorFacts): Finding[] {
  return violations.map(({ campaignId, code, count }) => ({
    code: 'conservation_violated',
    severity: 'error',
    detail: `The rows of a run do not add up (${code}: ${count}). This is a defect of Vestnik: report it with the campaign's id.`,
    subjects: [campaignId],
  }));
}

export function lostCommits({
  safeMode,
  verification: { left, unreadable, campaigns },
}: DoctorFacts): Finding[] {
  const found: Finding[] = [];
  if (safeMode !== null) {
    const what =
      safeMode.code === 'other_instance'
        ? 'The database is another one than before: it was restored, promoted or loaded from a dump.'
        : 'A message was found that the database does not remember sending: it was put back to an earlier state, or a second Vestnik uses the same bot.';
    const progress =
      left > 0
        ? `${left} messages are still to be looked up in people's chats.`
        : 'Everything that can be looked up has been: resume the held campaigns one by one, or cancel them.';
    found.push({
      code: 'safe_mode',
      severity: 'error',
      detail: `Safe mode is on. ${what} Nothing is sent before it is known what was sent. ${progress}`,
      subjects: campaigns,
    });
  }
  if (unreadable > 0) {
    found.push({
      code: 'verification_unreadable',
      severity: 'warning',
      detail: `${unreadable} messages are not sent, because it cannot be read in their chats whether they were already. May the bot read its chats? They are tried again by themselves; cancelling their campaign ends it, too.`,
      subjects: campaigns,
    });
  }
  return found;
}

export function refusals({ guardRefusals: { recent } }: DoctorFacts): Finding[] {
  if (recent === 0) return [];
  return [
    {
      code: 'guard_refused',
      severity: 'error',
      detail: `The database refused ${recent} changes of deliveries in the last week that would have broken a promise. Nothing came of them, but each is a defect of Vestnik: report it with the log lines «a guard of the database refused a change».`,
      subjects: [],
    },
  ];
}

export function copies({ duplicates: { made, removed, visible } }: DoctorFacts): Finding[] {
  const found: Finding[] = [];
  if (visible > 0) {
    found.push({
      code: 'second_copies_visible',
      severity: 'error',
      detail: `${visible} second copies are in people's chats. They are being removed; where that goes on for minutes, see the log for «a second copy could not be removed».`,
      subjects: [],
    });
  }
  if (removed > 0) {
    found.push({
      code: 'second_copies_removed',
      severity: 'warning',
      detail: `${made} second copies were made so far and ${removed} of them removed: a request was applied later than VESTNIK_DOUBT_SETTLE_SECONDS allows for. Raise it, and tell those concerned.`,
      subjects: [],
    });
  }
  return found;
}

export function doubts({ doubts: { open, oldestSeconds, parked, awaitingPerson } }: DoctorFacts): Finding[] {
  const found: Finding[] = [];
  if (oldestSeconds !== null && oldestSeconds >= DOUBT_WARNING_S) {
    found.push({
      code: 'doubt_old',
      severity: oldestSeconds >= DOUBT_ERROR_S ? 'error' : 'warning',
      detail: `${open} sends are in doubt, the oldest for ${Math.floor(oldestSeconds / 60)} minutes. Is the messenger reachable, and may the bot read its chats? Then wait, or resolve them one by one: recipients?status=unknown, POST …/deliveries/{id}/resolve.`,
      subjects: [],
    });
  }
  if (parked > 0) {
    found.push({
      code: 'doubts_parked',
      severity: 'warning',
      detail: `${parked} doubts are parked: other messages reach these people again, and the rows are looked at once an hour. Resolve them if you know what became of them.`,
      subjects: [],
    });
  }
  if (awaitingPerson > 0) {
    found.push({
      code: 'doubts_await_person',
      severity: 'warning',
      detail: `${awaitingPerson} messages are proved absent and wait for a person's word, as their campaigns ask (on_unproven: hold). POST …/deliveries/{id}/resolve.`,
      subjects: [],
    });
  }
  return found;
}
