import { Inject, Injectable } from '@nestjs/common';
import { Database, postgresError, SQLSTATE, type Tx } from '#lib/database';
import { type Logger, LOGGER } from '#lib/observability';
import { countRefusals, type GuardRefusalCount, insertRefusal } from './guard-refusals.queries.js';

/**
 * Keeps what the guards in Postgres refused: an illegal change of state, a resend without proof, a send before its
 * verification. Nothing came of any of them, and each is a defect of ours.
 */
@Injectable()
export class GuardRefusals {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
  ) {}

  /** To be told of every unexpected error; keeps those that a guard raised. Never throws. @returns whether it was one */
  async note(error: unknown): Promise<boolean> {
    const found = postgresError(error);
    // A constraint has a name, and bad input may run into one; our triggers name none.
    if (found?.sqlState !== SQLSTATE.checkViolation || found.constraint !== null) return false;
    const refusal = error instanceof Error ? (error.message.split('\n').at(-1) ?? '') : '';
    this.logger.error({ refusal }, 'a guard of the database refused a change');
    try {
      await insertRefusal(this.database.client, refusal.slice(0, MOST_CHARACTERS));
    } catch (failure) {
      this.logger.error({ error: String(failure) }, 'a refusal could not be kept');
    }
    return true;
  }

  /** Ever, and within the last seven days. */
  count(tx: Tx): Promise<GuardRefusalCount> {
    return countRefusals(tx);
  }
}

const MOST_CHARACTERS = 1_000;
