/**
 * What is told to the world, each with the scope that a key needs to hear of it and a line for people.
 *
 * Another kind of event is one line here, and one `Outbox.record` (or trigger) in the transaction of what it tells; the
 * list, the stream, the webhooks and the OpenAPI document follow. A type never changes its meaning once it was released.
 */
export const EVENT_TYPES = {
  'campaign.scheduled': ['campaigns:read', 'It was given a time, or times (`kind`, `next_at`, `by`).'],
  'campaign.approval_requested': ['campaigns:read', 'A second person is asked to agree (`by`).'],
  'campaign.approved': ['campaigns:read', 'A second person has agreed; it goes out (`by`).'],
  'campaign.rejected': ['campaigns:read', 'It is a draft again: rejected, or taken back (`by`).'],
  'campaign.break_glass': [
    'campaigns:read',
    'Somebody sends to many without a second person (`by`, `reason`).',
  ],
  'campaign.started': ['campaigns:read', 'A run was launched.'],
  'campaign.progressed': [
    'campaigns:read',
    'A quarter, half or three quarters of a run are closed (`percent`).',
  ],
  'campaign.paused': ['campaigns:read', 'Somebody paused it (`by`, `reason`).'],
  'campaign.held': ['campaigns:read', 'The system paused it, and says why (`code`, `reason`).'],
  'campaign.resumed': ['campaigns:read', 'It goes on.'],
  'campaign.reopened': ['campaigns:read', 'A completed run goes on for those whom it had given up.'],
  'campaign.cancelling': [
    'campaigns:read',
    'Somebody cancelled it; sends that were under way are followed to their truth.',
  ],
  'campaign.completed': ['campaigns:read', 'Every recipient has it or was given up.'],
  'campaign.cancelled': ['campaigns:read', 'It was cancelled, and nothing of it is open any more.'],
  'campaign.recalled': ['campaigns:read', 'A recall is through (`operation_id`).'],
  'schedule.skipped': [
    'campaigns:read',
    'A time of a schedule at which nobody was sent anything (`local_key`, `fires_at`, `outcome`, `code`).',
  ],
  'delivery.failed': [
    'reports:read',
    'Messages that were given up, some seconds’ worth at once (`delivery_ids`).',
  ],
  'receipt.read': [
    'reports:read',
    'Messages that were seen to be read, some seconds’ worth at once (`delivery_ids`).',
  ],
  'receipt.acknowledged': [
    'reports:read',
    'Somebody has confirmed a message (`user_id`, `choice`, `source`).',
  ],
  'question.asked': [
    'reports:read',
    'Somebody asked by the form behind a button (`question_id`, `delivery_id`, `user_id`).',
  ],
  'export.ready': [
    'reports:read',
    'A file can be fetched, by the key that asked for it (`export_id`, `format`, `by`).',
  ],
  'connection.degraded': ['senders:read', 'A bot cannot send (`sender_id`, `code`).'],
  'connection.restored': ['senders:read', 'It can again.'],
  'webhook.test': ['webhooks:read', 'Asked for, to try one webhook endpoint; goes to that one alone.'],
} as const satisfies Readonly<Record<string, readonly [scope: string, what: string]>>;

/** A key of `EVENT_TYPES`: what is stored, and what the world reads as `type`. */
export type EventType = keyof typeof EVENT_TYPES;
/** The scope that a key needs to hear of some event. */
export type EventScope = (typeof EVENT_TYPES)[EventType][0];

/** All of them in the order of `EVENT_TYPES`, `webhook.test` included. */
export const EVENT_TYPE_NAMES = Object.keys(EVENT_TYPES) as readonly EventType[];
/** Those that a webhook endpoint may ask for. */
export const SUBSCRIBABLE_TYPES = EVENT_TYPE_NAMES.filter((type) => type !== 'webhook.test');

/** The scope that a key needs to list, stream or be posted such events. */
export function scopeOfEvent(type: EventType): EventScope {
  return EVENT_TYPES[type][0];
}
