import fc from 'fast-check';
import { pieces } from './pieces.js';

async function* streamOf(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(part);
}

describe('the pieces of a stream', () => {
  it('are all of it, in its order, each of one size but the last', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 50 })),
        fc.integer({ min: 1, max: 30 }),
        async (parts, size) => {
          const made: Uint8Array[] = [];
          for await (const piece of pieces(streamOf(parts), size)) made.push(piece);
          expect(Buffer.concat(made).equals(Buffer.concat(parts))).toBe(true);
          expect(made.slice(0, -1).every(({ length }) => length === size)).toBe(true);
          expect(made.every(({ length }) => length > 0 && length <= size)).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});
