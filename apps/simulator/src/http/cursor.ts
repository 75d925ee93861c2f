/** The place of a row in its list; compared part by part. */
export type Key = readonly (number | string)[];

/** Where a page starts: behind a row, before a row, at a row going back, or behind so many rows. */
export type Cursor =
  | { readonly from: 'after' | 'before' | 'through'; readonly key: Key }
  | { readonly from: 'start' }
  | { readonly from: 'offset'; readonly count: number };

/** Opaque to clients: which list it belongs to and where it points. */
export function encodeCursor(list: string, cursor: Cursor): string {
  return Buffer.from(JSON.stringify([list, cursor])).toString('base64url');
}

/** `null` for what is not a cursor of this list. */
export function decodeCursor(list: string, text: string): Cursor | null {
  try {
    const decoded: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (!Array.isArray(decoded) || decoded[0] !== list) return null;
    return asCursor(decoded[1]);
  } catch {
    return null;
  }
}

function asCursor(value: unknown): Cursor | null {
  if (typeof value !== 'object' || value === null || !('from' in value)) return null;
  const { from } = value;
  if (from === 'start') return { from };
  if (from === 'offset')
    return 'count' in value && Number.isInteger(value.count) ? { from, count: Number(value.count) } : null;
  if (from !== 'after' && from !== 'before' && from !== 'through') return null;
  return 'key' in value && isKey(value.key) ? { from, key: value.key } : null;
}

function isKey(value: unknown): value is Key {
  return Array.isArray(value) && value.every((part) => typeof part === 'number' || typeof part === 'string');
}

/** Negative when `one` stands before `other`. */
export function compareKeys(one: Key, other: Key): number {
  for (const [index, part] of one.entries()) {
    const against = other[index];
    if (against === undefined || part > against) return 1;
    if (part < against) return -1;
  }
  return one.length - other.length;
}
