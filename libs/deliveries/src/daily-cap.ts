import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '#lib/config';
import { databaseNow, type Tx } from '#lib/database';
import { SendingHours } from '#lib/scheduling';
import type { Claimed } from './claim.queries.js';
import { lockPerson, noticesSince } from './daily-cap.queries.js';
import type { Destination } from './destination.js';

/**
 * At most so many notices a person a day, by their own clock. What is more waits for their next morning; whoever has
 * waited longest goes first then.
 */
@Injectable()
export class DailyCap {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly hours: SendingHours,
  ) {}

  /** @returns milliseconds until the person may get this one; 0: now */
  async waitMs(
    tx: Tx,
    delivery: Pick<Claimed, 'recipientId' | 'isMandatory'>,
    to: Destination,
  ): Promise<number> {
    if (!this.limits(delivery, to)) return 0;
    const zone = to.kind === 'person' ? to.person.timeZone : null;
    const openings = await this.hours.openings(tx);
    const now = await databaseNow(tx);
    const had = await noticesSince(tx, delivery.recipientId, openings.startOfDay(now, zone));
    return had < this.config.dailyCap ? 0 : openings.nextMorning(now, zone).getTime() - now.getTime();
  }

  /**
   * The same in the transaction of the intent, where nobody else writes to the person meanwhile: two bots that send to
   * one person in the same moment do not both find room.
   */
  async waitMsAlone(
    tx: Tx,
    delivery: Pick<Claimed, 'recipientId' | 'isMandatory'>,
    to: Destination,
  ): Promise<number> {
    if (!this.limits(delivery, to)) return 0;
    await lockPerson(tx, delivery.recipientId);
    return this.waitMs(tx, delivery, to);
  }

  private limits({ isMandatory }: Pick<Claimed, 'isMandatory'>, to: Destination): boolean {
    return this.config.dailyCap > 0 && !isMandatory && to.kind === 'person';
  }
}
