import type { DoctorFacts } from './doctor-facts.js';
import type { Finding } from './finding.js';

/** An outage that lasts longer is one that somebody should look at. */
const BREAKER_ERROR_S = 600;

const CHANNEL_LOST: Readonly<Record<string, string>> = {
  avatar:
    "The messenger does not keep the marker in the picture's address: second copies cannot be found, and doubts of this bot wait for a person whatever their campaigns say. Once it is mended: POST /v1/senders/{id}/canary.",
  buttons:
    'The messenger does not keep the data of buttons: clicks cannot be told apart by it. POST /v1/senders/{id}/canary tries again.',
  history:
    'A message of the bot does not show in the history of its chat: doubts cannot be settled. Look at the scopes of the bot, then POST /v1/senders/{id}/canary.',
};

export function strangers({ foreignSenders }: DoctorFacts): Finding[] {
  return foreignSenders.map(({ senderId, count }) => ({
    code: 'two_deployments',
    severity: 'error',
    detail: `${count} messages of this bot carry a marker of Vestnik's that no delivery here has: a second Vestnik uses the same token, or they are of campaigns that a restored database has forgotten. Two on one token break its limit and hide each other's doubts: stop one, or give it a bot of its own. Until a week after the last of them, sends without a marker are not attributed by their order.`,
    subjects: [senderId],
  }));
}

export function bots({ unmarkedSenders, heldSenders }: DoctorFacts): Finding[] {
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
  return found;
}

export function channels({ lostChannels, canaryTroubles }: DoctorFacts): Finding[] {
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

export function breakers({ openBreakers }: DoctorFacts): Finding[] {
  return openBreakers.map(({ senderId, openS }) => ({
    code: 'breaker_open',
    severity: openS >= BREAKER_ERROR_S ? 'error' : 'warning',
    detail: `Too many sends of a bot ended in doubt, so nothing of it is sent for ${Math.floor(openS / 60)} minutes. It goes on by itself once the messenger answers. Is the messenger reachable from here?`,
    subjects: [senderId],
  }));
}
