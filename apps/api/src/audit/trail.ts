import { Injectable } from '@nestjs/common';
import { AuditTrail } from '#lib/audit';
import { Database, type Tx } from '#lib/database';
import type { FastifyRequest } from 'fastify';
import { principalOf } from '../access/current-principal.js';
import { requestFacts } from './request-facts.js';
import { actionOf } from './request-action.js';

/**
 * Writes down what a request did, in the transaction that did it: the action is the operation's id in the OpenAPI
 * document. Whatever goes through `Idempotent` is written down by it.
 */
@Injectable()
export class Trail {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
  ) {}

  /** The last thing that a transaction does. @param answer the body of the answer, of which a few facts are kept */
  async note(tx: Tx, request: FastifyRequest, answer: unknown): Promise<void> {
    const principal = principalOf(request);
    const action = actionOf(request);
    if (principal === null || action === null)
      throw new Error('Nobody is known to do this, or it has no name');
    const facts = requestFacts(request, answer);
    // Why somebody is not to be written to («maternity leave») is theirs, and the trail forgets nothing.
    const reason = action.startsWith('directory.') ? null : facts.reason;
    await this.audit.record(tx, {
      actor: principal.id,
      personId: principal.personId,
      action,
      ...facts,
      reason,
    });
  }

  /** `work` in a transaction of its own, written down. @param isBulk see `IdempotentOptions` */
  within<T>(request: FastifyRequest, work: (tx: Tx) => Promise<T>, isBulk = false): Promise<T> {
    const noted = async (tx: Tx): Promise<T> => {
      const done = await work(tx);
      await this.note(tx, request, done);
      return done;
    };
    return isBulk ? this.database.bulkTransaction(noted) : this.database.transaction(noted);
  }
}
