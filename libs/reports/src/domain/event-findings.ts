import type { DoctorFacts } from './doctor-facts.js';
import type { Finding } from './finding.js';

/** One try in between may fail; two in a row, an hour apart, are something to look at. */
const WEBHOOK_WARNING_S = 3_600;

export function events({ eventGaps, eventsGivenUp, formsFailing }: DoctorFacts): Finding[] {
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

export function webhooks({ webhooks: endpoints }: DoctorFacts): Finding[] {
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
