import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#lib/database';
import type { NewOutboxEvent, PublishedEvent } from './domain/outbox-event.js';
import {
  type EventFilters,
  insertEvent,
  readBounds,
  selectAfter,
  selectEvent,
  selectEvents,
} from './outbox.queries.js';

/** Published events only: what is not numbered yet is on no page. */
export interface EventPage {
  readonly events: readonly PublishedEvent[];
  /** The last `seq` of this page where there are more; `null` on the last one. */
  readonly next: number | null;
}

/** A page by place; the caller bounds `limit`, which is 1 or more. */
export interface EventPageRequest {
  /** `next` of the page before; `null`: from the end of the order at which it begins. */
  readonly after: number | null;
  readonly limit: number;
  readonly isOldestFirst: boolean;
}

/** What happened, written once and read by whoever tells it on. */
@Injectable()
export class Outbox {
  constructor(private readonly database: Database) {}

  /**
   * Tells the world of something, if and only if the transaction commits. Most events need no call: triggers write them.
   *
   * @param tx the transaction of what is told
   * @returns the event's uuid
   */
  record(tx: Tx, event: NewOutboxEvent): Promise<string> {
    return insertEvent(tx, event);
  }

  /** Events of these types, and of one campaign if one is named, by place: the order in which they were published. */
  async list(filters: EventFilters, page: EventPageRequest): Promise<EventPage> {
    const { limit } = page;
    const found = await selectEvents(this.database.client, filters, { ...page, limit: limit + 1 });
    const events = found.slice(0, limit);
    return { events, next: found.length > limit ? (events.at(-1)?.seq ?? null) : null };
  }

  /** A published event; `null`: there is none, or it is forgotten. */
  find(id: string): Promise<PublishedEvent | null> {
    return selectEvent(this.database.client, id);
  }

  /** At most `limit` events after a place, in order. */
  after(seq: number, limit: number): Promise<PublishedEvent[]> {
    return selectAfter(this.database.client, seq, limit);
  }

  /** The oldest and the newest place that can be read. */
  bounds(): Promise<{ readonly oldest: number; readonly newest: number }> {
    return readBounds(this.database.client);
  }
}
