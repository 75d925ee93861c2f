import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#lib/database';
import { OptOutInvalidError, PersonNotFoundError } from './domain/directory.errors.js';
import type { OptOut } from './domain/opt-out.js';
import { storableText } from './domain/storable-text.js';
import { deleteOptOut, type OptOutRow, selectOptOut, writeOptOut } from './opt-out.queries.js';
import { isKnown } from './people.queries.js';

/**
 * Who is not to be written to. Audiences leave them out with the reason `opted_out`, and it is looked at once more right
 * before each intent: whoever opts out while a run is under way gets nothing of it that was not posted yet.
 */
@Injectable()
export class OptOuts {
  constructor(private readonly database: Database) {}

  /** `null`: they may be written to. @throws PersonNotFoundError */
  async get(personId: number): Promise<OptOut | null> {
    const { client } = this.database;
    await this.#mustBeKnown(client, personId);
    const [row] = await client.$queryRaw<OptOutRow[]>(selectOptOut(personId));
    return row === undefined ? null : toOptOut(row);
  }

  /**
   * Puts it in the place of the one before.
   *
   * @throws PersonNotFoundError
   * @throws OptOutInvalidError when `until` has passed by the database's clock
   */
  async set(
    tx: Tx,
    wish: {
      readonly personId: number;
      readonly reason: string;
      readonly until: Date | null;
      readonly setBy: string;
    },
  ): Promise<OptOut> {
    await this.#mustBeKnown(tx, wish.personId);
    const [row] = await tx.$queryRaw<OptOutRow[]>(
      writeOptOut({ ...wish, reason: storableText(wish.reason.trim()) }),
    );
    if (row === undefined) throw new OptOutInvalidError();
    return toOptOut(row);
  }

  /** Nothing to lift is no failure: afterwards they may be written to. @throws PersonNotFoundError */
  async lift(personId: number, tx: Tx = this.database.client): Promise<void> {
    await this.#mustBeKnown(tx, personId);
    await tx.$executeRaw(deleteOptOut(personId));
  }

  async #mustBeKnown(tx: Tx, personId: number): Promise<void> {
    const [row] = await tx.$queryRaw<{ isKnown: boolean }[]>(isKnown(personId));
    if (row?.isKnown !== true) throw new PersonNotFoundError();
  }
}

function toOptOut(row: OptOutRow): OptOut {
  return { ...row, personId: Number(row.personId) };
}
