import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Random } from '#lib/kernel';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const KEY_ID_LENGTH = 12;
/** 62^43 > 2^256: the secret cannot be guessed, so a plain hash of it is enough. */
const SECRET_LENGTH = 43;
const CHECKSUM_LENGTH = 6;
const SHAPE = /^vst_live_([0-9A-Za-z]{12})_([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;

/** The parts of `vst_live_<key id>_<secret><checksum>`. */
export interface ApiKeyText {
  readonly text: string;
  readonly keyId: string;
  readonly secretHash: Buffer;
}

/** A new key; its text is to be shown once and forgotten. */
export function newApiKeyText(random: Random): ApiKeyText {
  const keyId = base62(random, KEY_ID_LENGTH);
  const secret = base62(random, SECRET_LENGTH);
  const body = `vst_live_${keyId}_${secret}`;
  return { text: body + checksum(body), keyId, secretHash: sha256(secret) };
}

/**
 * Reads a key; `null` where it is none. The checksum tells a mistyped or cut key from an unknown one without a look
 * into the database, and lets scanners of leaked secrets be sure.
 */
export function parseApiKeyText(text: string): ApiKeyText | null {
  const [, keyId, secret, found] = SHAPE.exec(text) ?? [];
  if (keyId === undefined || secret === undefined) return null;
  if (checksum(text.slice(0, -CHECKSUM_LENGTH)) !== found) return null;
  return { text, keyId, secretHash: sha256(secret) };
}

function base62(random: Random, length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of random.bytes(length)) {
      // 248 = 4 × 62: bytes above would make some characters likelier than others.
      if (byte < 248 && text.length < length) text += ALPHABET.charAt(byte % 62);
    }
  }
  return text;
}

function checksum(body: string): string {
  let rest = crc32(body);
  let text = '';
  for (let place = 0; place < CHECKSUM_LENGTH; place += 1) {
    text = ALPHABET.charAt(rest % 62) + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
