import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { systemClock } from '#lib/kernel';
import { type Logger, LOGGER } from '#lib/observability';
import { Outbox } from '#lib/outbox';
import { TooManyStreamsError } from '../problem/edge-errors.js';
import { HEARTBEAT, opening, RESET } from './frames.js';
import { type Figure, LiveFigures } from './live-figures.js';
import { StreamClient, type StreamWish } from './stream-client.js';

/** How often this process asks what has happened, while anybody watches. */
const LOOK_MS = 500;
const FIGURES_MS = 1_000;
const HEARTBEAT_MS = 15_000;
/** How soon a key that was revoked hears no more. */
const WELCOME_MS = 60_000;
/** Streams of one key, and of all, in one process. */
const MOST_OF_KEY = 10;
const MOST_OF_ALL = 500;
/** Who has missed more is told to fetch everything again: that costs less. */
const MOST_MISSED = 1_000;
const EVENTS_AT_ONCE = 500;

/** All open streams of this process. Postgres is asked once, however many there are. */
@Injectable()
export class StreamHub implements BeforeApplicationShutdown {
  private readonly clients = new Set<StreamClient>();
  /** The last place that was told to all; `null`: nobody watches. */
  private seq: number | null = null;
  private timer: NodeJS.Timeout | null = null;
  private isStopped = false;
  private readonly doneAt = new Map<string, number>();

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly outbox: Outbox,
    private readonly figures: LiveFigures,
  ) {}

  /**
   * A new stream.
   *
   * @param lastSeq the last place that the client has heard of; `null`: it begins now
   * @throws TooManyStreamsError
   */
  async open(wish: StreamWish, lastSeq: number | null): Promise<StreamClient> {
    const ofKey = [...this.clients].filter((client) => client.wish.keyId === wish.keyId).length;
    if (ofKey >= MOST_OF_KEY) throw new TooManyStreamsError(MOST_OF_KEY);
    if (this.clients.size >= MOST_OF_ALL) throw new TooManyStreamsError(MOST_OF_ALL);
    const client = new StreamClient(wish);
    this.clients.add(client);
    client.body.on('close', () => this.clients.delete(client));
    client.body.on('error', () => undefined);
    try {
      // Before the client's own place is read: what comes between is offered to it, and told once.
      if (this.seq === null) {
        const { newest } = await this.outbox.bounds();
        // Another one that has opened meanwhile may have begun earlier: what came since is still to be told to it.
        this.seq ??= newest;
      }
      await this.catchUp(client, lastSeq);
    } catch (error) {
      client.body.destroy();
      this.clients.delete(client);
      throw error;
    }
    if (this.isStopped) client.end();
    else this.schedule();
    return client;
  }

  /** No more is told; every stream ends in order, and its client comes back to another process, or later. */
  beforeApplicationShutdown(): void {
    this.isStopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    for (const client of this.clients) client.end();
  }

  private async catchUp(client: StreamClient, lastSeq: number | null): Promise<void> {
    const { oldest, newest } = await this.outbox.bounds();
    const canResume =
      lastSeq !== null && lastSeq >= oldest - 1 && lastSeq <= newest && newest - lastSeq <= MOST_MISSED;
    let seq = canResume ? lastSeq : newest;
    client.beginAt(seq);
    client.write(opening(seq));
    if (lastSeq !== null && !canResume) client.write(RESET);
    while (seq < newest) {
      const events = await this.outbox.after(seq, EVENTS_AT_ONCE);
      for (const event of events) client.tell(event);
      const last = events.at(-1);
      if (last === undefined) break;
      seq = last.seq;
    }
    client.caughtUp();
  }

  private schedule(): void {
    if (this.timer !== null || this.isStopped || this.clients.size === 0) return;
    this.timer = setTimeout(() => {
      void this.look()
        .catch((error: unknown) => {
          this.logger.warn({ error: String(error) }, 'the streams could not look');
        })
        .finally(() => {
          this.timer = null;
          if (this.clients.size === 0) this.seq = null;
          this.schedule();
        });
    }, LOOK_MS);
  }

  private async look(): Promise<void> {
    if (this.isDue('heartbeat', HEARTBEAT_MS)) for (const client of this.clients) client.write(HEARTBEAT);
    await this.tellEvents();
    if (this.isDue('figures', FIGURES_MS)) await this.showFigures();
    if (this.isDue('welcome', WELCOME_MS)) await this.endUnwelcome();
  }

  private async tellEvents(): Promise<void> {
    for (;;) {
      const events = await this.outbox.after(this.seq ?? 0, EVENTS_AT_ONCE);
      for (const event of events) for (const client of this.clients) client.offer(event);
      this.seq = events.at(-1)?.seq ?? this.seq;
      if (events.length < EVENTS_AT_ONCE) return;
    }
  }

  private async showFigures(): Promise<void> {
    const watchers = new Map<string, StreamClient[]>();
    for (const client of this.clients) {
      for (const topic of client.wish.topics) {
        const what = topic.kind === 'campaign' ? topic.campaignId : topic.kind;
        const isShown = topic.kind === 'operations' || (topic.kind === 'campaign' && client.wish.seesFigures);
        if (isShown) watchers.set(what, [...(watchers.get(what) ?? []), client]);
      }
    }
    this.figures.keepOnly(new Set(watchers.keys()));
    for (const [what, clients] of watchers) {
      const figures = await this.figuresOf(what);
      for (const client of clients) for (const { what: of, text } of figures) client.show(of, text);
    }
  }

  /** A campaign that cannot be counted must not keep the figures of others back. */
  private async figuresOf(what: string): Promise<readonly Figure[]> {
    try {
      return await (what === 'operations' ? this.figures.ofOperations() : this.figures.ofCampaign(what));
    } catch (error) {
      this.logger.warn({ what, error: String(error) }, 'figures for the streams could not be counted');
      return [];
    }
  }

  private async endUnwelcome(): Promise<void> {
    for (const client of this.clients) if (!(await client.wish.isWelcome())) client.end();
  }

  private isDue(what: string, everyMs: number): boolean {
    const now = systemClock.monotonicMs();
    const last = this.doneAt.get(what);
    if (last !== undefined && now - last < everyMs) return false;
    this.doneAt.set(what, now);
    return true;
  }
}
