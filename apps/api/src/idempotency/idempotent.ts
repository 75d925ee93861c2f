import { Injectable } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { type Answer, type FinalAnswer, type IdempotentRequest, IdempotencyService } from '#lib/access';
import { Database, type Tx } from '#lib/database';
import type { FastifyReply } from 'fastify';
import { principalOf } from '../access/current-principal.js';
import { Trail } from '../audit/trail.js';
import { IdempotencyKeyRequiredError } from '../problem/edge-errors.js';

const HEADER = 'idempotency-key';

/** A request may be repeated with the same key: it has its effect once, and the first answer is given again. */
export function ApiIdempotencyKey({ required }: { readonly required: boolean }): MethodDecorator {
  return ApiHeader({
    name: 'Idempotency-Key',
    required,
    description:
      '8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the ' +
      'first answer with `Idempotency-Replayed: true`; with another body it is refused.',
    schema: { type: 'string', minLength: 8, maxLength: 255, example: '5b1f0a52-6f5e-4a39-9a2c-6a1d2d3e4f50' },
  });
}

export interface IdempotentOptions {
  /** Whether a request without a key is refused. */
  readonly isKeyRequired?: boolean;
  /**
   * It goes over all people of a campaign, who may be a million: it may take longer than an ordinary request, and waits
   * for other such requests, not for ordinary ones.
   */
  readonly isBulk?: boolean;
  /** The answer holds a secret that is shown once: it is sealed while it is kept for repeats. */
  readonly isSecret?: boolean;
}

/** Carries out what a request asks for, once per `Idempotency-Key`, and writes the answer's status and headers. */
@Injectable()
export class Idempotent {
  constructor(
    private readonly database: Database,
    private readonly idempotency: IdempotencyService,
    private readonly trail: Trail,
  ) {}

  /** In one transaction, with a row of the audit trail. @throws IdempotencyKeyRequiredError */
  async run(
    reply: FastifyReply,
    options: IdempotentOptions,
    work: (tx: Tx) => Promise<Answer>,
  ): Promise<unknown> {
    const request = idempotentRequest(reply, options);
    const noted = async (tx: Tx): Promise<Answer> => {
      const answer = await work(tx);
      await this.trail.note(tx, reply.request, answer.body);
      return answer;
    };
    const isBulk = options.isBulk === true;
    if (request !== null) return written(reply, await this.idempotency.execute(request, noted, isBulk));
    const answer = isBulk ? this.database.bulkTransaction(noted) : this.database.transaction(noted);
    return written(reply, { ...(await answer), replayed: false });
  }

  /** The same for work with transactions of its own, which must be harmless to repeat and notes by itself what it does. */
  async runReserved(
    reply: FastifyReply,
    options: IdempotentOptions,
    work: () => Promise<Answer>,
  ): Promise<unknown> {
    const request = idempotentRequest(reply, options);
    if (request !== null) return written(reply, await this.idempotency.executeReserved(request, work));
    return written(reply, { ...(await work()), replayed: false });
  }
}

function idempotentRequest(reply: FastifyReply, options: IdempotentOptions): IdempotentRequest | null {
  const { request } = reply;
  const key = request.headers[HEADER];
  if (typeof key !== 'string') {
    if (options.isKeyRequired === true) throw new IdempotencyKeyRequiredError();
    return null;
  }
  const principal = principalOf(request);
  if (principal === null) throw new Error('A public route cannot be idempotent: nobody is known to ask');
  const { isSecret = false } = options;
  return { principal, key, method: request.method, path: request.url, body: request.body ?? {}, isSecret };
}

function written(reply: FastifyReply, { headers = {}, status, body, replayed }: FinalAnswer): unknown {
  void reply.status(status).headers(headers);
  if (replayed) void reply.header('idempotency-replayed', 'true');
  return body;
}
