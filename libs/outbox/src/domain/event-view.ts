import { type IdPrefix, publicId } from '#lib/kernel';
import type { OutboxEvent } from './outbox-event.js';

/** An event as the world sees it, in the form of Standard Webhooks. */
export interface EventView {
  readonly type: string;
  /** RFC 3339, when it happened. */
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Members of `data` that hold uuids, and what their public ids begin with. */
const ID_MEMBERS: Readonly<Record<string, IdPrefix>> = {
  campaign_id: 'cmp',
  run_id: 'run',
  sender_id: 'snd',
  operation_id: 'op',
  export_id: 'exp',
  webhook_endpoint_id: 'whe',
};

/** With public ids instead of uuids: `campaign_id` and `run_id` first, then what the event says. */
export function eventView(event: OutboxEvent): EventView {
  const { campaignId, runId } = event;
  const data = {
    ...(campaignId !== null && { campaign_id: campaignId }),
    ...(runId !== null && { run_id: runId }),
    ...event.data,
  };
  const members = Object.entries(data).map(([name, value]) => [name, publicValue(name, value)] as const);
  return { type: event.type, timestamp: event.createdAt.toISOString(), data: Object.fromEntries(members) };
}

function publicValue(name: string, value: unknown): unknown {
  const prefix = ID_MEMBERS[name];
  if (prefix !== undefined && typeof value === 'string') return publicId(prefix, value);
  if (name === 'question_id' && typeof value === 'number') return `qst_${value}`;
  if (name === 'delivery_id' && typeof value === 'number') return `dlv_${value}`;
  if (name === 'delivery_ids' && Array.isArray(value)) return value.map((id) => `dlv_${String(id)}`);
  return value;
}
