import { publicId } from '#lib/kernel';
import { eventView, type PublishedEvent } from '#lib/outbox';

/** Milliseconds after which a browser connects again. */
const RETRY_MS = 3_000;

/** A comment, so that proxies and browsers know that the connection lives. */
export const HEARTBEAT = ':\n\n';
/** What was missed cannot be told any more: fetch everything again. */
export const RESET = frame('reset', {});

/** The first words: where the stream begins, so that even who has heard nothing can resume. */
export function opening(seq: number): string {
  return `retry: ${RETRY_MS}\nid: ${seq}\n\n`;
}

/** One server-sent event. What could end a line, and so forge another field, is taken out. */
export function frame(name: string, data: Readonly<Record<string, unknown>>, seq?: number): string {
  const id = seq === undefined ? '' : `id: ${seq}\n`;
  return `${id}event: ${name.replace(/[\r\n]/g, '')}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** `campaign.status` for the life of a campaign, else the event's own type. */
export function eventFrame(event: PublishedEvent): string {
  const { type, timestamp, data } = eventView(event);
  const isStatus = type.startsWith('campaign.') && event.campaignId !== null;
  const about = isStatus ? { id: publicId('cmp', event.campaignId) } : {};
  return frame(isStatus ? 'campaign.status' : type, { ...about, ...data, type, timestamp }, event.seq);
}
