import { type Readable } from 'node:stream';

/** A page of 50 people takes about 100 KB; ten times that is a fault, not an answer. */
const MAX_ANSWER_BYTES = 1_048_576;

export class AnswerTooLarge extends Error {
  constructor(maxBytes: number) {
    super(`The answer is longer than ${maxBytes} bytes.`);
  }
}

/** Reads a body (unpacked, if it was packed) to its end and gives up, closing the connection, beyond `maxBytes`. */
export async function readAnswer(body: Readable, maxBytes = MAX_ANSWER_BYTES): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Leaving the loop destroys the stream.
    if (size > maxBytes) throw new AnswerTooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
