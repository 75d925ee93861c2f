import { createHash } from 'node:crypto';
import { normaliseText } from './domain/escape.js';

/** Fields and conditions of a template, and everything that is no letter for a reader: spaces of all kinds. */
const FIELDS_AND_SPACES = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|[\s\p{Z}]+/gu;

/**
 * Hex of SHA-256 over what a text says: equal for texts that differ only in case, in spaces or in the fields they use.
 * `null` where nothing of its own is left, as of a text that is one field.
 */
export function textKey(template: string): string | null {
  const said = normaliseText(template).normalize('NFC').replace(FIELDS_AND_SPACES, '').toLowerCase();
  return said === '' ? null : createHash('sha256').update(said).digest('hex');
}
