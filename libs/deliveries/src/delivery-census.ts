import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { takeCensus } from './census.queries.js';

/** Counts the deliveries of open and recent runs by state, once a minute whichever worker does it, for the figures. */
@Injectable()
export class DeliveryCensus {
  constructor(private readonly database: Database) {}

  /** @returns whether it was this process that counted */
  async runOnce(): Promise<boolean> {
    return this.database.bulkTransaction((tx) => takeCensus(tx));
  }
}
