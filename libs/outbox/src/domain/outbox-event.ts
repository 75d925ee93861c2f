import type { EventType } from './event-types.js';

/** Something that happened, as it is stored: plain uuids inside. */
export interface OutboxEvent {
  readonly id: string;
  readonly type: EventType;
  readonly campaignId: string | null;
  readonly runId: string | null;
  /** Members in snake_case; ids under names that end in `_id` or `_ids`. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
}

/** One that has its place in the order in which the world is told. */
export interface PublishedEvent extends OutboxEvent {
  /** From 1, without gaps; who has heard of n has heard of all before it. */
  readonly seq: number;
}

/** What is to be told; the id and the moment are given when it is written. */
export interface NewOutboxEvent {
  readonly type: EventType;
  readonly campaignId?: string;
  readonly runId?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}
