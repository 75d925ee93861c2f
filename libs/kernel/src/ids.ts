import { TypeID, typeid } from 'typeid-js';

/**
 * Public ids are TypeIDs: a prefix that says what it is and a UUIDv7 in base32 (`cmp_01j…`). Inside, and in Postgres,
 * the same id is a plain uuid; only the HTTP edge translates.
 */
export const ID_PREFIXES = [
  'cmp',
  'run',
  'snd',
  'op',
  'key',
  'req',
  'aud',
  'tpl',
  'file',
  'exp',
  'evd',
  'evt',
  'whe',
  'whd',
] as const;
export type IdPrefix = (typeof ID_PREFIXES)[number];

/** A new time-ordered uuid (version 7), so that inserts stay at the right edge of their indexes. */
export function newUuid(): string {
  return typeid().toUUID();
}

/** The TypeID that clients see: the prefix, `_` and 26 characters. */
export function publicId(prefix: IdPrefix, uuid: string): string {
  return TypeID.fromUUID(prefix, uuid).toString();
}

/** The uuid behind a public id, or `null` where the text is not an id of that kind. */
export function uuidOf(prefix: IdPrefix, id: string): string | null {
  try {
    return TypeID.fromString(id, prefix).toUUID();
  } catch {
    return null;
  }
}
