import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/database';
import { SendingHours } from '#lib/scheduling';
import { delayOf, type RungWhen } from './domain/rung-when.js';
import { ZoneMemory } from './domain/zone-memory.js';
import { type OpenLadder, zonesOf } from './follow-up-plan.queries.js';
import { rungOf } from './rung-row.js';

const HOUR_MS = 3_600_000;

/** A run that is still sending so long after a rung was due is not waited for any longer. */
const PATIENCE_MS = 6 * HOUR_MS;

/** Tells when rungs are due. */
@Injectable()
export class RungClock {
  private readonly memory = new ZoneMemory();

  constructor(private readonly hours: SendingHours) {}

  /** When the first of a run's people may get the rung. */
  async dueAt(
    tx: Tx,
    run: { readonly runId: string; readonly preparedAt: Date },
    when: RungWhen,
  ): Promise<Date> {
    return this.firstOf(tx, { preparedAt: run.preparedAt, zones: () => zonesOf(tx, run.runId) }, when);
  }

  private async firstOf(tx: Tx, { preparedAt, zones: read }: Began, when: RungWhen): Promise<Date> {
    if ('afterHours' in when) return hoursAfter(preparedAt, when.afterHours);
    const openings = await this.hours.openings(tx);
    const zones = await read();
    const times = (zones.length === 0 ? [null] : zones).map((zone) =>
      ('workingHours' in when
        ? openings.afterWorkingHours(preparedAt, { hours: when.workingHours, day: when.day }, zone)
        : openings.onLaterDay(preparedAt, { days: when.onDay, time: when.at }, zone)
      ).getTime(),
    );
    return new Date(Math.min(...times));
  }

  /**
   * The highest rung that is due, where neither it nor a higher one was climbed: after an outage the last of several
   * comes, not all of them at once. A run that is under way is waited for, so that whoever gets the announcement late is
   * not left out.
   *
   * @returns from 1; `null`: none
   */
  async highestDue(tx: Tx, ladder: OpenLadder): Promise<number | null> {
    const patience = ladder.isThrough ? 0 : PATIENCE_MS;
    const by = new Date(ladder.now.getTime() - patience);
    const began = { preparedAt: ladder.preparedAt, zones: () => this.zonesOf(tx, ladder) };
    for (let rung = ladder.rungs.length; rung > ladder.climbed; rung--) {
      const row = ladder.rungs[rung - 1];
      if (row === undefined) continue;
      const { when } = rungOf(row);
      // Before that nobody's clock shows it: their zones need not be looked for.
      if (hoursAfter(ladder.preparedAt, delayOf(when).least) > by) continue;
      if ((await this.firstOf(tx, began, when)) <= by) return rung;
    }
    return null;
  }

  /** Asked by every worker every few seconds, for hours: as it was read lately. */
  private async zonesOf(tx: Tx, ladder: OpenLadder): Promise<readonly (string | null)[]> {
    const known = this.memory.of(ladder);
    if (known !== null) return known;
    const zones = await zonesOf(tx, ladder.runId);
    this.memory.keep(ladder, zones);
    return zones;
  }
}

/** When a run began, and where its people are. */
interface Began {
  readonly preparedAt: Date;
  readonly zones: () => Promise<readonly (string | null)[]>;
}

function hoursAfter(at: Date, hours: number): Date {
  return new Date(at.getTime() + hours * HOUR_MS);
}
