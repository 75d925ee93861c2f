/** The same bytes in pieces of one size, the last one smaller: what comes over a network comes in any. */
export async function* pieces(
  content: AsyncIterable<Uint8Array>,
  bytes: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const part of content) {
    for (let from = 0; from < part.length;) {
      const taken = part.subarray(from, from + bytes - size);
      held.push(taken);
      size += taken.length;
      from += taken.length;
      if (size < bytes) continue;
      yield Uint8Array.from(Buffer.concat(held));
      held = [];
      size = 0;
    }
  }
  if (size > 0) yield Uint8Array.from(Buffer.concat(held));
}
