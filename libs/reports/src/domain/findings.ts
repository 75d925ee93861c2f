import type { DoctorFacts } from './doctor-facts.js';

/** Part of the public API: alerts may be built on it. */
export type FindingCode =
  | 'conservation_violated'
  | 'safe_mode'
  | 'verification_unreadable'
  | 'two_deployments'
  | 'events_missed'
  | 'events_given_up'
  | 'questions_not_kept'
  | 'webhook_disabled'
  | 'webhook_failing'
  | 'guard_refused'
  | 'second_copies_visible'
  | 'second_copies_removed'
  | 'doubt_old'
  | 'doubts_parked'
  | 'doubts_await_person'
  | 'marker_missing'
  | 'marker_channel'
  | 'breaker_open'
  | 'canary_refused'
  | 'sender_held'
  | 'run_held'
  | 'glass_broken'
  | 'file_storage_low'
  | 'clock_skewed'
  | 'directory_stale';

/** Something that is not as it should be. `error`: somebody should look today. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: 'warning' | 'error';
  /** What is wrong and what to do. */
  readonly detail: string;
  /** Public ids of what it is about. */
  readonly subjects: readonly string[];
}

/** Thresholds of the operations handbook. */
const DOUBT_WARNING_S = 15 * 60;
const DOUBT_ERROR_S = 60 * 60;
const SKEW_WARNING_MS = 1_000;
const SKEW_ERROR_MS = 30_000;
/** A directory is stale when it has missed this many of its readings, and not before an hour. */
const MISSED_SYNCS = 3;
const STALE_AT_LEAST_S = 3_600;

/** Total and pure: the same facts give the same findings, the worst first. */
export function findingsOf(facts: DoctorFacts): Finding[] {
  const all = [
    ...conservation(facts),
    ...lostCommits(facts),
    ...strangers(facts),
    ...events(facts),
    ...webhooks(facts),
    ...refusals(facts),
    ...copies(facts),
    ...doubts(facts),
    ...bots(facts),
    ...channels(facts),
    ...breakers(facts),
    ...glass(facts),
    ...files(facts),
    ...clocks(facts),
    ...directory(facts),
  ];
  return [
    ...all.filter(({ severity }) => severity === 'error'),
    ...all.filter(({ severity }) => severity === 'warning'),
  ];
}

function conservation({ violations }: DoctorFacts): Finding[] {
  return violations.map(({ campaignId, code, count }) => ({
    code: 'conservation_violated',
    severity: 'error',
    detail: `The rows of a run do not add up (${code}: ${count}). This is a defect of Vestnik: report it with the campaign's id.`,
    subjects: [campaignId],
  }));
}

function lostCommits({ safeMode, verification: { left, unreadable, campaigns } }: DoctorFacts): Finding[] {
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

function strangers({ foreignSenders }: DoctorFacts): Finding[] {
  return foreignSenders.map(({ senderId, count }) => ({
    code: 'two_deployments',
    severity: 'error',
    detail: `${count} messages of this bot carry a marker of Vestnik's that no delivery here has: a second Vestnik uses the same token, or they are of campaigns that a restored database has forgotten. Two on one token break its limit and hide each other's doubts: stop one, or give it a bot of its own. Until a week after the last of them, sends without a marker are not attributed by their order.`,
    subjects: [senderId],
  }));
}

function events({ eventGaps, eventsGivenUp, formsFailing }: DoctorFacts): Finding[] {
  const gaps = eventGaps.map(({ senderId, from }): Finding => ({
    code: 'events_missed',
    severity: 'warning',
    detail: `The messenger's history of a bot's events no longer reaches back to where it was last read (${from.toISOString()}), so clicks made after it may be unknown. Reads are found by looking; whoever clicked must click again. Vestnik was down for long, or the history is off: see GET /v1/senders/{id}/webhook.`,
    subjects: [senderId],
  }));
  const givenUp = eventsGivenUp.map(({ senderId, count }): Finding => ({
    code: 'events_given_up',
    severity: 'warning',
    detail: `${count} events of a bot in the last day failed too often, or the messenger did not confirm them, and are not tried again. The log tells why.`,
    subjects: [senderId],
  }));
  const forms = formsFailing.map(({ senderId, count }): Finding => ({
    code: 'questions_not_kept',
    severity: 'error',
    detail: `${count} questions that people have asked cannot be written down, though they were told that they were taken. Their words are kept and tried again every hour, so nothing is to be done by hand once the cause is mended. The log tells why: «an event could not be applied».`,
    subjects: [senderId],
  }));
  return [...forms, ...gaps, ...givenUp];
}

/** One try in between may fail; two in a row, an hour apart, are something to look at. */
const WEBHOOK_WARNING_S = 3_600;

function webhooks({ webhooks: endpoints }: DoctorFacts): Finding[] {
  return endpoints.flatMap(({ id, disabledBecause, failingSeconds, waiting }): Finding[] => {
    if (disabledBecause === 'by_request') return [];
    if (disabledBecause !== null)
      return [
        {
          code: 'webhook_disabled',
          severity: 'error',
          detail: `Nothing is posted to a webhook endpoint any more (${disabledBecause}); ${waiting} events are kept for it. Mend it, then PATCH /v1/webhook_endpoints/{id} with {"enabled": true}, or delete it.`,
          subjects: [id],
        },
      ];
    if (failingSeconds === null || failingSeconds < WEBHOOK_WARNING_S) return [];
    return [
      {
        code: 'webhook_failing',
        severity: 'warning',
        detail: `A webhook endpoint has taken nothing for ${Math.floor(failingSeconds / 60)} minutes, and ${waiting} events wait for it; after a day it is disabled. GET /v1/webhook_endpoints/{id}/deliveries tells what it answered.`,
        subjects: [id],
      },
    ];
  });
}

function refusals({ guardRefusals: { recent } }: DoctorFacts): Finding[] {
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

function copies({ duplicates: { made, removed, visible } }: DoctorFacts): Finding[] {
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

function doubts({ doubts: { open, oldestSeconds, parked, awaitingPerson } }: DoctorFacts): Finding[] {
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

function bots({ unmarkedSenders, heldSenders, heldRuns }: DoctorFacts): Finding[] {
  const found: Finding[] = [];
  if (unmarkedSenders.length > 0) {
    found.push({
      code: 'marker_missing',
      severity: 'warning',
      detail:
        'A bot has no avatar, so its messages carry no marker: doubts are attributed by order alone and second copies cannot be found. Give the bot an avatar in the messenger.',
      subjects: unmarkedSenders,
    });
  }
  for (const { senderId, code } of heldSenders) {
    found.push({
      code: 'sender_held',
      severity: 'error',
      detail: `A bot is held (${code}): nothing of it is sent. GET /v1/senders tells the reason.`,
      subjects: [senderId],
    });
  }
  for (const { campaignId, code } of heldRuns) {
    found.push({
      code: 'run_held',
      severity: 'warning',
      detail: `A campaign was held by the system (${code}). Mend the reason and resume it, or cancel it.`,
      subjects: [campaignId],
    });
  }
  return found;
}

/** An outage that lasts longer is one that somebody should look at. */
const BREAKER_ERROR_S = 600;

function breakers({ openBreakers }: DoctorFacts): Finding[] {
  return openBreakers.map(({ senderId, openS }) => ({
    code: 'breaker_open',
    severity: openS >= BREAKER_ERROR_S ? 'error' : 'warning',
    detail: `Too many sends of a bot ended in doubt, so nothing of it is sent for ${Math.floor(openS / 60)} minutes. It goes on by itself once the messenger answers. Is the messenger reachable from here?`,
    subjects: [senderId],
  }));
}

const CHANNEL_LOST: Readonly<Record<string, string>> = {
  avatar:
    "The messenger does not keep the marker in the picture's address: second copies cannot be found, and doubts of this bot wait for a person whatever their campaigns say. Once it is mended: POST /v1/senders/{id}/canary.",
  buttons:
    'The messenger does not keep the data of buttons: clicks cannot be told apart by it. POST /v1/senders/{id}/canary tries again.',
  history:
    'A message of the bot does not show in the history of its chat: doubts cannot be settled. Look at the scopes of the bot, then POST /v1/senders/{id}/canary.',
};

function channels({ lostChannels, canaryTroubles }: DoctorFacts): Finding[] {
  const lost = lostChannels.map(({ senderId, channel }): Finding => ({
    code: 'marker_channel',
    severity: channel === 'buttons' ? 'warning' : 'error',
    detail: CHANNEL_LOST[channel] ?? `A marker channel is lost (${channel}).`,
    subjects: [senderId],
  }));
  const refused = canaryTroubles.map(({ senderId, outcome }): Finding => ({
    code: 'canary_refused',
    severity: 'warning',
    detail: `The test message of a bot is refused (${outcome}), so nobody knows whether markers come back. Name another account: PATCH /v1/senders/{id} with {"canary_user_id": …}.`,
    subjects: [senderId],
  }));
  return [...lost, ...refused];
}

/** For a week, so that whoever looks once a week has seen it: a hole in four eyes closes by being looked at. */
function glass({ brokenGlass }: DoctorFacts): Finding[] {
  return brokenGlass.map(({ campaignId, by, at, reason }) => ({
    code: 'glass_broken',
    severity: 'warning',
    detail: `A campaign was sent, or scheduled, by somebody alone although a second person may have to agree (break_glass): ${by}, ${at.toISOString()}, because: ${reason ?? 'see the audit log'}. Was it right? This is told for a week.`,
    subjects: [campaignId, by],
  }));
}

/** Of the room for files that is taken: worth a word before an upload is refused. */
const FULL_SHARE = 0.8;

function files({ files: { usedBytes, maxBytes } }: DoctorFacts): Finding[] {
  if (usedBytes < maxBytes * FULL_SHARE) return [];
  return [
    {
      code: 'file_storage_low',
      severity: 'warning',
      detail: `Files have ${Math.floor((usedBytes / maxBytes) * 100)} % of their room (${usedBytes} of ${maxBytes} bytes); what does not fit any more is refused (file_storage_full). Delete what is not needed (GET /v1/files, DELETE /v1/files/{id}), or raise VESTNIK_FILE_STORAGE_MB.`,
      subjects: [],
    },
  ];
}

function clocks({ clockSkewMs }: DoctorFacts): Finding[] {
  const skew = Math.abs(clockSkewMs);
  if (skew < SKEW_WARNING_MS) return [];
  return [
    {
      code: 'clock_skewed',
      severity: skew >= SKEW_ERROR_MS ? 'error' : 'warning',
      detail: `The clocks of this machine and of the database are ${Math.round(skew)} ms apart. Nothing is decided by this machine's clock, but logs mislead. Set up time synchronisation.`,
      subjects: [],
    },
  ];
}

function directory({ directoryAgeSeconds, directorySyncSeconds }: DoctorFacts): Finding[] {
  const limit = Math.max(STALE_AT_LEAST_S, MISSED_SYNCS * directorySyncSeconds);
  if (directoryAgeSeconds !== null && directoryAgeSeconds <= limit) return [];
  const age =
    directoryAgeSeconds === null
      ? 'was never read'
      : `was last read ${Math.floor(directoryAgeSeconds / 60)} minutes ago`;
  return [
    {
      code: 'directory_stale',
      severity: 'warning',
      detail: `The directory ${age}. POST /v1/directory/sync reads it now; the operation that it answers with tells what is wrong.`,
      subjects: [],
    },
  ];
}
