import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#lib/database';
import {
  type AuditFilters,
  type AuditRow,
  type HeadRow,
  insertEvent,
  type LinkRow,
  selectActors,
  selectEvents,
  selectHead,
  selectLinks,
} from './audit.queries.js';
import type { AuditEvent, AuditVerdict, NewAuditEvent } from './domain/audit-event.js';
import { ChainWalk, GENESIS } from './domain/chain.js';

/** Rows that a walk along the chain reads at once. */
const LINKS_PER_READ = 10_000;

/** Part of the trail, newest first. */
export interface AuditPage {
  readonly events: readonly AuditEvent[];
  /** The last `seq` of this page where there are more; `null` on the last one. */
  readonly next: number | null;
}

/**
 * Who did what, and why. What is written stays as it is: the table takes no change, and each row has the hash of the one
 * before, so that a row changed behind our back is found. Who may rewrite the whole database can rewrite the chain:
 * keep `head` of a verification elsewhere.
 */
@Injectable()
export class AuditTrail {
  constructor(private readonly database: Database) {}

  /**
   * Writes it down if and only if the transaction commits. Everybody else who writes waits until then, so it is the last
   * thing that a transaction does.
   */
  async record(tx: Tx, event: NewAuditEvent): Promise<void> {
    await tx.$executeRaw(insertEvent(event));
  }

  /** @param page.after `next` of the page before; `null`: from the newest */
  async list(
    filters: AuditFilters,
    page: { readonly after: number | null; readonly limit: number },
  ): Promise<AuditPage> {
    const { limit } = page;
    const rows = await this.database.client.$queryRaw<AuditRow[]>(
      selectEvents(filters, { ...page, limit: limit + 1 }),
    );
    const events = rows.slice(0, limit).map(toEvent);
    return { events, next: rows.length > limit ? (events.at(-1)?.seq ?? null) : null };
  }

  /** Who has done one of these to something. */
  actorsOf(
    tx: Tx,
    object: string,
    actions: readonly string[],
  ): Promise<readonly Pick<AuditEvent, 'actor' | 'personId'>[]> {
    return tx.$queryRaw<Pick<AuditEvent, 'actor' | 'personId'>[]>(selectActors(object, actions));
  }

  /** Walks the whole chain, as of one moment: some 100,000 rows a second. */
  verify(): Promise<AuditVerdict> {
    return this.database.snapshot(async (tx) => {
      const [head = { seq: 0n, hash: GENESIS }] = await tx.$queryRaw<HeadRow[]>(selectHead);
      const walk = new ChainWalk();
      for (;;) {
        const links = await tx.$queryRaw<LinkRow[]>(selectLinks(walk.at, LINKS_PER_READ));
        const isRight = links.every((link) => walk.step(link));
        if (!isRight || links.length < LINKS_PER_READ) return walk.verdict(head);
      }
    });
  }
}

function toEvent({ seq, personId, ...row }: AuditRow): AuditEvent {
  return { ...row, seq: Number(seq), personId: personId === null ? null : Number(personId) };
}
