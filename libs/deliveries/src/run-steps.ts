import { Injectable } from '@nestjs/common';
import type { Run } from '#lib/campaigns';
import type { Prisma, Tx } from '#lib/database';
import {
  cancelStep,
  insertDigestPeople,
  insertRunStep,
  insertStepDeliveries,
  type NewRunStep,
  nextStepOf,
} from './run-steps.queries.js';
import { type LocalStep, WaitingHours } from './waiting-hours.js';

/**
 * Follow-ups of a run: messages after the announcement, to people who got that. They are deliveries of the same run
 * under a step of their own, so whatever keeps a message from being lost or doubled holds for them, too.
 */
@Injectable()
export class RunSteps {
  constructor(private readonly waiting: WaitingHours) {}

  /** The number that the next follow-up of the run has. Ask with the run's row locked. */
  next(tx: Tx, runId: string): Promise<number> {
    return nextStepOf(tx, runId);
  }

  /** Writes the follow-up down, as yet without anybody. Ask with the run's row locked. */
  async begin(tx: Tx, step: NewRunStep): Promise<void> {
    await insertRunStep(tx, step);
  }

  /**
   * A row for each of these people who has none of this step yet; the run must be open.
   *
   * @param people rows of (recipient_id, included_by, skip_reason, available_at)
   * @returns how many rows were made
   */
  addPeople(tx: Tx, step: Pick<NewRunStep, 'runId' | 'step'>, people: Prisma.Sql): Promise<number> {
    return insertStepDeliveries(tx, step, people);
  }

  /**
   * Whom the messages of a digest are about. Who of them is still to be named is looked at again for each message.
   *
   * @param people rows of (person_id, manager_id, trouble), one of the last two set
   */
  addDigestPeople(tx: Tx, step: Pick<NewRunStep, 'runId' | 'step'>, people: Prisma.Sql): Promise<void> {
    return insertDigestPeople(tx, step, people);
  }

  /** Each of them gets it by their own clock, counted from their own message. */
  async holdUntilLocal(
    tx: Tx,
    { id, priority }: Pick<Run, 'id' | 'priority'>,
    step: LocalStep,
  ): Promise<void> {
    await this.waiting.holdStep(tx, { id, isUrgent: priority === 'urgent' }, step);
  }

  /** What was not sent yet is not sent. @returns how many messages that is */
  cancel(tx: Tx, step: Pick<NewRunStep, 'runId' | 'step'>): Promise<number> {
    return cancelStep(tx, step);
  }
}
