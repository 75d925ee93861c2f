import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#lib/database';
import type { PublishedEvent } from './domain/outbox-event.js';
import {
  gatherParts,
  hasFresh,
  lockHead,
  numberFresh,
  purgeEvents,
  takeProgressTurn,
  tellProgress,
} from './outbox.queries.js';

/** Days for which events are kept. */
export const EVENT_DAYS = 30;
/** Events of one transaction. */
const EVENTS_PER_PASS = 500;
const PROGRESS_SECONDS = 5;
const PURGED_AT_ONCE = 5_000;

/** Somebody who writes down, in the transaction that publishes events, what is to become of them. */
export type EventSubscriber = (tx: Tx, events: readonly PublishedEvent[]) => Promise<void>;

/**
 * Publishes what was written: gives each event its place in one order.
 *
 * Places are given after the fact, by one process at a time, to what is committed. So a transaction that began early and
 * commits late gets a late place, and who has read up to a place never misses anything before it; and no long transaction
 * elsewhere holds the events of others back, as waiting for all older transactions would. Events of one run keep their
 * order, for the row of the run is locked by whoever moves it.
 */
@Injectable()
export class OutboxRelay {
  private readonly subscribers: EventSubscriber[] = [];

  constructor(private readonly database: Database) {}

  /**
   * To be called once while the module starts, before the first `runOnce`. What a subscriber throws keeps the events of that
   * pass unpublished, for everybody: it must be quick and may fail only as its database does.
   */
  subscribe(subscriber: EventSubscriber): void {
    this.subscribers.push(subscriber);
  }

  /** Publishes what waits; to be called a few times a second by every worker. @returns how many were published */
  async runOnce(): Promise<number> {
    let published = 0;
    while (await hasFresh(this.database.client)) {
      const count = await this.publish();
      if (count === 0) return published;
      published += count;
    }
    return published;
  }

  /** Gathers what is told in batches. Every few seconds, by every worker. @returns how many deliveries were told of */
  async gather(): Promise<number> {
    let gathered = 0;
    for (;;) {
      const count = await this.database.transaction(gatherParts);
      if (count === 0) return gathered;
      gathered += count;
    }
  }

  /**
   * Tells of quarters that running runs have reached. Called by every worker, done by one of them.
   *
   * @returns of how many
   */
  async tellProgress(everySeconds = PROGRESS_SECONDS): Promise<number> {
    if (!(await takeProgressTurn(this.database.client, everySeconds))) return 0;
    return this.database.transaction(tellProgress);
  }

  /** Forgets what is older than `EVENT_DAYS`. @returns how many */
  async purge(): Promise<number> {
    let purged = 0;
    for (;;) {
      const count = await this.database.transaction((tx) => purgeEvents(tx, EVENT_DAYS, PURGED_AT_ONCE));
      purged += count;
      if (count < PURGED_AT_ONCE) return purged;
    }
  }

  private publish(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const lastSeq = await lockHead(tx);
      if (lastSeq === null) return 0;
      const events = await numberFresh(tx, lastSeq, EVENTS_PER_PASS);
      if (events.length > 0) for (const subscriber of this.subscribers) await subscriber(tx, events);
      return events.length;
    });
  }
}
