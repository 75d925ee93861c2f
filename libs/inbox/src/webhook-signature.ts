import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const HEX_SHA256 = /^[0-9a-f]{64}$/i;

/**
 * Whether one of the secrets signed exactly these bytes: hex HMAC-SHA256 of the raw body, as `Pachca-Signature` has it.
 * Takes as long for a signature that is wrong at its first byte as for one that is wrong at its last.
 */
export function isSignedBy(
  secrets: readonly string[],
  rawBody: Buffer,
  signature: string | undefined,
): boolean {
  if (signature === undefined || !HEX_SHA256.test(signature)) return false;
  const given = Buffer.from(signature, 'hex');
  const matches = secrets.map((secret) =>
    timingSafeEqual(createHmac('sha256', secret).update(rawBody).digest(), given),
  );
  return matches.includes(true);
}

/** What is kept of an address: it has 256 bits of chance, so a plain hash cannot be guessed back. */
export function pathHash(path: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash('sha256').update(path).digest());
}
