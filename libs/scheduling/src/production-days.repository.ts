import { Injectable } from '@nestjs/common';
import { databaseNow, type Tx } from '#lib/database';
import type { OwnDay } from './domain/production-calendar.js';
import type { LocalDate } from './domain/schedule-rule.js';
import { lockCalendar } from './schedules.queries.js';

/** A day that somebody here has set, and who did. */
export interface ProductionDay extends OwnDay {
  /** Why, for colleagues. */
  readonly note: string | null;
  /** Public id. */
  readonly setBy: string;
  readonly setAt: Date;
}

/** Days of the production calendar that were set here: a few dozen at most. */
@Injectable()
export class ProductionDaysRepository {
  async all(tx: Tx): Promise<ProductionDay[]> {
    const rows = await tx.productionDay.findMany({ orderBy: { date: 'asc' } });
    return rows.map(({ date, ...day }) => ({ ...day, date: date.toISOString().slice(0, 10) }));
  }

  /** Until the transaction ends, nobody else changes the calendar: each change is judged by what the one before left. */
  async lock(tx: Tx): Promise<void> {
    await tx.$queryRaw(lockCalendar());
  }

  async put(tx: Tx, { date, ...day }: Omit<ProductionDay, 'setAt'>): Promise<void> {
    const values = { ...day, setAt: await databaseNow(tx) };
    const key = { date: new Date(date) };
    await tx.productionDay.upsert({ where: key, create: { ...key, ...values }, update: values });
  }

  /** @returns whether there was one */
  async delete(tx: Tx, date: LocalDate): Promise<boolean> {
    const { count } = await tx.productionDay.deleteMany({ where: { date: new Date(date) } });
    return count === 1;
  }
}
