import { Inject, Injectable } from '@nestjs/common';
import { Addressees, AuthorLimits, type DueJoin, LateJoins, type LateJoinTrouble } from '#lib/campaigns';
import { Database, type Tx } from '#lib/database';
import { DomainError } from '#lib/kernel';
import { type Logger, LOGGER } from '#lib/observability';
import { insertNewcomers, newcomers } from './late-joiners.queries.js';
import { runPeopleWith } from './run-people.queries.js';
import { WaitingHours } from './waiting-hours.js';

/** What one look came to. */
export interface LateJoinResult {
  readonly runId: string;
  readonly joined: number;
  /** Why nobody could join. */
  readonly trouble: LateJoinTrouble | null;
}

interface Found {
  readonly ids: readonly bigint[];
  readonly trouble: LateJoinTrouble | null;
}

/**
 * Takes people into a running run who have come to be named by its audience since its launch, until its `open_until`.
 *
 * The audience is resolved again, outside of any lock; then the run is taken for a moment, and each newcomer gets a row of
 * the same ledger. Whoever had a row keeps it, whatever became of it, so nobody gets a second one: two workers, or one
 * that died and was followed by another, come to the same. Whether somebody may be written to is asked again before
 * each send, as for everybody.
 */
@Injectable()
export class LateJoiners {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly addressees: Addressees,
    private readonly joins: LateJoins,
    private readonly limits: AuthorLimits,
    private readonly waiting: WaitingHours,
  ) {}

  /** Looks at the run that is due. @returns `null`: none is */
  async runOnce(): Promise<LateJoinResult | null> {
    const look = await this.joins.takeDue(this.database.client);
    if (look === null) return null;
    const found = await this.database.bulkTransaction((tx) => this.find(tx, look), 'RepeatableRead');
    const result = await this.database.transaction((tx) => this.join(tx, look, found));
    if (result.joined > 0) this.logger.info(result, 'people have joined a run');
    if (result.trouble !== null)
      this.logger.warn({ runId: look.id, code: result.trouble.code }, 'nobody can join a run');
    return result;
  }

  private async find(tx: Tx, look: DueJoin): Promise<Found> {
    const addressed = { ...look, target: null, frozenId: null };
    try {
      // A tag of an exclusion that is gone would let those in who were meant to be spared.
      await this.addressees.resolve(tx, addressed);
      const room = look.atMost - look.joined;
      const ids = await newcomers(tx, look.id, await this.addressees.rows(tx, addressed), room + 1);
      if (ids.length > room) return { ids: [], trouble: overLimit(look) };
      if (ids.length > 0) await this.limits.refuse(tx, look.limitedBy, runPeopleWith(look.id, ids));
      return { ids, trouble: null };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { ids: [], trouble: { code: error.code, reason: error.message } };
    }
  }

  private async join(tx: Tx, look: DueJoin, { ids, trouble }: Found): Promise<LateJoinResult> {
    const runId = look.id;
    if (!(await this.joins.lock(tx, look))) return { runId, joined: 0, trouble: null };
    const joined = ids.length === 0 ? 0 : await insertNewcomers(tx, look, ids);
    const { localStart, priority } = look;
    if (joined > 0)
      await this.waiting.holdAll(tx, { id: runId, localStart, isUrgent: priority === 'urgent' });
    await this.joins.record(tx, look, { joined, trouble });
    return { runId, joined, trouble };
  }
}

function overLimit({ joined, atMost }: DueJoin): LateJoinTrouble {
  const reason = `More people would join than may: ${String(joined)} of ${String(atMost)} have. None of them gets it until there are few enough; look at the audience, or send to them with another campaign.`;
  return { code: 'late_joiners_over_limit', reason };
}
