import { Injectable } from '@nestjs/common';
import { Addressees, AuthorLimits, type Run } from '#lib/campaigns';
import type { Tx } from '#lib/database';
import { countRunPeople, runPeople } from './run-people.queries.js';

/** Whoever sends more of a run, or changes or deletes what was sent of it, may reach its people. */
@Injectable()
export class RunLimits {
  constructor(
    private readonly limits: AuthorLimits,
    private readonly addressees: Addressees,
  ) {}

  /** How many people, or chats, have got a run or are to get it; late joiners are among them. */
  async count(tx: Tx, { id, preparedAt, confirmedCount }: Run): Promise<number> {
    return preparedAt === null ? confirmedCount : countRunPeople(tx, id);
  }

  /** @param by public id of who asks @throws KeyLimitExceededError, AudienceNotAllowedError */
  async refuse(tx: Tx, run: Run, by: string): Promise<void> {
    const isLedgerRight = run.preparedAt !== null && run.target === null;
    await this.limits.refuse(
      tx,
      [by],
      isLedgerRight ? runPeople(run.id) : await this.addressees.people(tx, run),
    );
  }

  /** The same for taking back, which whoever sent it always may. @throws KeyLimitExceededError, AudienceNotAllowedError */
  async refuseForeign(tx: Tx, run: Run, by: string): Promise<void> {
    if (!run.limitedBy.includes(by)) await this.refuse(tx, run, by);
  }
}
