import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '#lib/config';
import type { Tx } from '#lib/database';
import { type Freshness, freshnessOf } from './freshness.queries.js';
import { type ReadFact, recordRead } from './record.queries.js';

/** A deed of the recipient that proves the read, with the instant of the deed. */
export interface ReadDeed {
  readonly deliveryId: bigint;
  readonly seenAt: Date;
  readonly source: ReadFact['source'];
}

/** `not_sent`: the message is not known to exist, so it cannot have been read; bind it first. */
export type ReadRecord = 'recorded' | 'already_read' | 'not_sent';

/** What is known about reading, for those who learn of a read and for those who report. */
@Injectable()
export class ReceiptsService {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'receiptFirstCheckMs' | 'limits'>) {}

  /**
   * Records a read, and those of older messages of the same direct chat. The first record stays, whatever comes later.
   * An instant outside of (send, now) is brought into it.
   */
  async recordRead(tx: Tx, deed: ReadDeed): Promise<ReadRecord> {
    const { isSent, isNew } = await recordRead(tx, deed);
    if (!isSent) return 'not_sent';
    return isNew ? 'recorded' : 'already_read';
  }

  /** How far the read figures of a run can be trusted; take it from the same snapshot as the figures. */
  freshness(tx: Tx, runId: string): Promise<Freshness> {
    const { receiptFirstCheckMs, limits } = this.config;
    return freshnessOf(tx, runId, { firstMs: receiptFirstCheckMs, looksPerSecond: limits.read });
  }
}
