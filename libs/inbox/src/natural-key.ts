import { createHash } from 'node:crypto';
import type { InboundBody } from './domain/inbound-event.js';

/**
 * What makes an event itself and no other, however often and by whichever way it comes (protocol 2.14).
 *
 * The vendor gives pushed events no id; the one that it suggests (type, event, id) would take two clicks on a message
 * for one. A click has its trigger; everything else is named by what it is about.
 *
 * @param payload the whole event as it came, for those that nothing is known about
 */
export function naturalKey(body: InboundBody, payload: unknown): string {
  switch (body.type) {
    case 'message':
      return ['message', body.event, body.messageId, body.changedAt ?? body.createdAt].join(':');
    case 'reaction':
      return [
        'reaction',
        body.event,
        body.messageId,
        body.userId,
        digest(body.code, body.name),
        body.createdAt,
      ].join(':');
    case 'button':
      return ['button', body.messageId, body.userId, digest(body.triggerId)].join(':');
    case 'view':
      // The messenger gives a submission no id; one with other words is another one.
      return [
        'view',
        body.userId,
        digest(body.callbackId ?? '', body.privateMetadata ?? '', canonical(body.fields)),
      ].join(':');
    case 'company_member': {
      const people = [...body.userIds].sort((a, b) => a - b).join(',');
      return ['company_member', body.event, body.createdAt, digest(people)].join(':');
    }
    case 'other':
      return ['other', digest(body.event, canonical(payload))].join(':');
  }
}

function digest(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

const canonical = (value: unknown): string => JSON.stringify(withoutTime(value));

/** Members in one order, and without the instant of this delivery: a repeat differs in nothing else. */
function withoutTime(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTime);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => name !== 'webhook_timestamp');
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, withoutTime(member)]),
  );
}
