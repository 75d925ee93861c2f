import { createHash } from 'node:crypto';

/** Bytes of a hash. */
export const HASH_BYTES = 32;

/**
 * The chain over lines of text: hash₀ = SHA-256(line₀), hashₙ = SHA-256(hashₙ₋₁ ‖ lineₙ), lines in UTF-8. Whoever
 * changes, drops, adds or moves a line changes the last hash, the head.
 */
export function chainOf(lines: readonly string[]): Buffer[] {
  let previous: Buffer = Buffer.alloc(0);
  return lines.map((line) => {
    previous = link(previous, line);
    return previous;
  });
}

/** The number of the first line that is not the one whose hash was kept; `null`: all are. */
export function brokenLine(lines: readonly string[], hashes: Buffer): number | null {
  const count = Math.max(lines.length, hashes.length / HASH_BYTES);
  for (let number = 0; number < count; number += 1) {
    const line = lines[number];
    if (line === undefined) return number;
    const before = number === 0 ? Buffer.alloc(0) : hashAt(hashes, number - 1);
    if (!link(before, line).equals(hashAt(hashes, number))) return number;
  }
  return null;
}

function hashAt(hashes: Buffer, number: number): Buffer {
  return hashes.subarray(number * HASH_BYTES, (number + 1) * HASH_BYTES);
}

function link(before: Buffer, line: string): Buffer {
  return createHash('sha256').update(before).update(line, 'utf8').digest();
}
