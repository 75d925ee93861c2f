import { type TokenInfo, type UploadTicket, type WebhookEvent } from '../domain/service.js';
import { isSafeOrigin } from '../http/safe-origin.js';
import { Fields, readText, UnexpectedShape } from './fields.js';

export function readTokenInfo(value: unknown, path: string): TokenInfo {
  const fields = Fields.of(value, path);
  return {
    id: fields.id('id'),
    maskedToken: fields.text('token'),
    name: fields.nullableText('name'),
    userId: fields.id('user_id'),
    scopes: fields.list('scopes', readText),
    createdAt: fields.instant('created_at'),
    revokedAt: fields.nullableInstant('revoked_at'),
    expiresInSeconds: fields.nullableCount('expires_in'),
    lastUsedAt: fields.nullableInstant('last_used_at'),
  };
}

export function readWebhookEvent(value: unknown, path: string): WebhookEvent {
  const fields = Fields.of(value, path);
  return {
    id: fields.text('id'),
    eventType: fields.text('event_type'),
    payload: fields.raw('payload'),
    createdAt: fields.instant('created_at'),
  };
}

/** In the order of Pachca's API guide, "File uploads", and of its own clients; `key` and `file` follow at the end. */
const UPLOAD_FIELDS = [
  'Content-Disposition',
  'acl',
  'policy',
  'x-amz-credential',
  'x-amz-algorithm',
  'x-amz-date',
  'x-amz-signature',
] as const;

/** Reads an upload ticket, which comes without the usual `data` around it. */
export function readUploadTicket(value: unknown): UploadTicket {
  const fields = Fields.of(value, '');
  const directUrl = fields.text('direct_url');
  if (!URL.canParse(directUrl) || !isSafeOrigin(new URL(directUrl))) {
    throw new UnexpectedShape('direct_url', 'https URL');
  }
  return {
    directUrl,
    keyTemplate: fields.text('key'),
    fields: UPLOAD_FIELDS.map((name) => [name, fields.text(name)] as const),
  };
}
