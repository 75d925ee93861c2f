import { type FastifyReply } from 'fastify';
import { type Answer } from './answer.js';

const JSON_TYPE = 'application/json; charset=utf-8';
let requestCount = 0;

/** The connection of one request, with the ways in which an answer can leave it, whole or not. */
export class Wire {
  constructor(private readonly reply: FastifyReply) {}

  send(answer: Answer): void {
    const text = textOf(answer);
    this.reply.code(answer.status).header('x-request-id', `sim-${String(++requestCount)}`);
    for (const [name, value] of Object.entries(answer.headers ?? {})) this.reply.header(name, value);
    if (text === null) this.reply.send();
    else this.reply.header('content-type', answer.headers?.['content-type'] ?? JSON_TYPE).send(text);
  }

  /** Any bytes as a 200. */
  sendRaw(contentType: string, text: string): void {
    this.reply.code(200).header('content-type', contentType).send(text);
  }

  /** The client sees ECONNRESET. */
  reset(): void {
    this.reply.hijack();
    this.reply.raw.socket?.resetAndDestroy();
  }

  /** No answer; the connection stays until the client, or the closing simulator, ends it. */
  hold(): void {
    this.reply.hijack();
  }

  /** Promises the whole answer, gives half of it, and closes. An answer without a body is cut before its first byte. */
  breakOff(answer: Answer): void {
    const bytes = Buffer.from(textOf(answer) ?? '');
    if (bytes.length === 0) {
      this.reset();
      return;
    }
    const { raw } = this.begin(answer, bytes.length);
    raw.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => raw.socket?.destroy());
  }

  /** The answer, a byte every `everyMs`. `after` runs something later and is forgotten when the simulator closes. */
  dribble(answer: Answer, everyMs: number, after: (delayMs: number, run: () => void) => void): void {
    const bytes = Buffer.from(textOf(answer) ?? '');
    const { raw } = this.begin(answer, bytes.length);
    raw.flushHeaders();
    const next = (index: number): void => {
      if (raw.destroyed) return;
      if (index >= bytes.length) {
        raw.end();
        return;
      }
      raw.write(bytes.subarray(index, index + 1));
      after(everyMs, () => {
        next(index + 1);
      });
    };
    next(0);
  }

  private begin(answer: Answer, length: number): FastifyReply {
    this.reply.hijack();
    this.reply.raw.writeHead(answer.status, { 'content-type': JSON_TYPE, 'content-length': length });
    return this.reply;
  }
}

function textOf({ body, headers }: Answer): string | null {
  if (body === undefined) return null;
  return typeof body === 'string' && headers?.['content-type'] !== undefined ? body : JSON.stringify(body);
}
