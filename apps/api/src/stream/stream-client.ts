import { PassThrough } from 'node:stream';
import type { EventType, PublishedEvent } from '#lib/outbox';
import { eventFrame } from './frames.js';
import { isAbout, type Topic } from './topics.js';

/** A client that takes nothing is let go when so much waits for it: it resumes where it was. */
const MOST_WAITING_BYTES = 256 * 1_024;

export interface StreamWish {
  readonly keyId: string;
  readonly topics: readonly Topic[];
  /** Of which types it may hear. */
  readonly types: ReadonlySet<EventType>;
  /** Whether it may see how many got it, read it, confirmed it. */
  readonly seesFigures: boolean;
  /** Whether its key is still good. */
  readonly isWelcome: () => Promise<boolean>;
}

/** One open stream. */
export class StreamClient {
  readonly body = new PassThrough();
  /** The last place it was told of. */
  private seq = 0;
  /** Told later, while it is told of what it has missed; `null`: it is up to date. */
  private waiting: PublishedEvent[] | null = [];
  /** The figures that it was shown last, by what they are of. */
  private readonly shown = new Map<string, string>();

  constructor(readonly wish: StreamWish) {}

  write(text: string): void {
    if (this.body.destroyed || this.body.writableEnded) return;
    this.body.write(text);
    if (this.body.writableLength > MOST_WAITING_BYTES) this.body.destroy();
  }

  /** From here on places up to `seq` are known. */
  beginAt(seq: number): void {
    this.seq = seq;
  }

  /** Something new happened. */
  offer(event: PublishedEvent): void {
    if (this.waiting === null) this.tell(event);
    else this.waiting.push(event);
  }

  /** In order, each place once. */
  tell(event: PublishedEvent): void {
    if (event.seq <= this.seq) return;
    this.seq = event.seq;
    const { topics, types } = this.wish;
    if (types.has(event.type) && isAbout(event, topics)) this.write(eventFrame(event));
  }

  /** It has been told of what it had missed; now comes what came meanwhile. */
  caughtUp(): void {
    const waiting = this.waiting ?? [];
    this.waiting = null;
    for (const event of waiting) this.tell(event);
  }

  /** Shows figures unless it was shown just these. */
  show(what: string, text: string): void {
    if (this.shown.get(what) === text) return;
    this.shown.set(what, text);
    this.write(text);
  }

  end(): void {
    this.body.end();
  }
}
