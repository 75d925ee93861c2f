import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#lib/database';
import {
  IdempotencyInProgressError,
  IdempotencyKeyInvalidError,
  IdempotencyKeyReusedError,
} from './domain/access.errors.js';
import type { Principal } from './domain/principal.js';
import { requestFingerprint } from './idempotency-fingerprint.js';
import {
  dropReservation,
  purgeBefore,
  reserve,
  selectAnswer,
  storeAnswer,
  type StoredAnswerRow,
  tryLock,
} from './idempotency.queries.js';
import { SecretBox } from './secret-box.js';

/** How long an answer is kept for repeats. */
const KEPT_DAYS = 7;
/** Longer than any request may take, so that a reservation ends only after a crash. */
const RESERVED_SECONDS = 60;
const PURGE_BATCH = 1_000;
const PRINTABLE = /^[\x21-\x7e][\x20-\x7e]{6,253}[\x21-\x7e]$/;

/** By `principal` and `key` it is known again; method, path and body must then be the same. */
export interface IdempotentRequest {
  readonly principal: Principal;
  /** The client's `Idempotency-Key`: 8 to 255 printable ASCII characters. */
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  /** The answer holds a secret that is shown once: it is sealed while it is kept. */
  readonly isSecret?: boolean;
}

/** What a request was answered, as it is kept for its repetitions. */
export interface Answer {
  readonly status: number;
  /** Anything JSON can say. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the client gets, be it the first time or again. */
export interface FinalAnswer extends Answer {
  /** The work was done by an earlier request; this is what that one answered. */
  readonly replayed: boolean;
}

/**
 * A state-changing request has its effect once, however often it is repeated with the same key. Only answers are kept:
 * work that throws leaves no trace, so that it can be tried again.
 */
@Injectable()
export class IdempotencyService {
  constructor(
    private readonly database: Database,
    private readonly secrets: SecretBox,
  ) {}

  /**
   * Does `work` and keeps its answer in one transaction: both are there, or neither is.
   *
   * @param isBulk `work` goes over all people of a campaign: see `Database.bulkTransaction`
   * @throws IdempotencyKeyInvalidError, IdempotencyKeyReusedError, IdempotencyInProgressError, and what `work` throws
   */
  execute(
    request: IdempotentRequest,
    work: (tx: Tx) => Promise<Answer>,
    isBulk = false,
  ): Promise<FinalAnswer> {
    const once = async (tx: Tx): Promise<FinalAnswer> => {
      const kept = await this.lookUp(tx, request);
      if (kept !== null) return kept;
      const answer = await work(tx);
      await this.keep(tx, request, answer);
      return { ...answer, replayed: false };
    };
    return isBulk ? this.database.bulkTransaction(once) : this.database.transaction(once);
  }

  /**
   * The same for work with transactions of its own that may wait longer than one transaction can. The key is reserved
   * meanwhile. `work` must be harmless to repeat: after a crash the next request with the key does it again.
   */
  async executeReserved(request: IdempotentRequest, work: () => Promise<Answer>): Promise<FinalAnswer> {
    const kept = await this.database.transaction(async (tx) => {
      const found = await this.lookUp(tx, request);
      if (found === null) await tx.$executeRaw(reserve(reservation(request), RESERVED_SECONDS));
      return found;
    });
    if (kept !== null) return kept;
    try {
      const answer = await work();
      await this.keep(this.database.client, request, answer);
      return { ...answer, replayed: false };
    } catch (error) {
      // If this fails too, the reservation ends by itself; what went wrong first is what the caller must hear.
      await this.database.client
        .$executeRaw(dropReservation(request.principal.id, request.key))
        .catch(() => undefined);
      throw error;
    }
  }

  /** Forgets up to a thousand answers older than seven days. @returns how many; call again while it is a thousand */
  purge(): Promise<number> {
    return this.database.client.$executeRaw(purgeBefore(KEPT_DAYS, PURGE_BATCH));
  }

  /** The kept answer, or `null`, and then this transaction is the only one that may do the work. */
  private async lookUp(tx: Tx, request: IdempotentRequest): Promise<FinalAnswer | null> {
    const { principal, key } = request;
    if (!PRINTABLE.test(key)) throw new IdempotencyKeyInvalidError();
    const [lock] = await tx.$queryRaw<{ readonly isLocked: boolean }[]>(tryLock(principal.id, key));
    if (lock?.isLocked !== true) throw new IdempotencyInProgressError();

    const [row] = await tx.$queryRaw<StoredAnswerRow[]>(selectAnswer(principal.id, key));
    if (row === undefined) return null;
    if (!requestFingerprint(request).equals(row.fingerprint)) throw new IdempotencyKeyReusedError();
    if (row.isReserved) throw new IdempotencyInProgressError();
    if (row.status === null) return null;
    return {
      status: row.status,
      body: await this.readBody(row.body, request),
      headers: row.headers as Readonly<Record<string, string>>,
      replayed: true,
    };
  }

  private async keep(tx: Tx, request: IdempotentRequest, answer: Answer): Promise<void> {
    await tx.$executeRaw(
      storeAnswer({
        ...reservation(request),
        status: answer.status,
        body: JSON.stringify(await this.writeBody(answer.body, request)),
        headers: JSON.stringify(answer.headers ?? {}),
      }),
    );
  }

  /** The body is kept as its text inside a JSON string: jsonb would reorder its members, and a repeat is byte for byte. */
  private async writeBody(body: unknown, request: IdempotentRequest): Promise<StoredBody> {
    const text = JSON.stringify(body);
    if (request.isSecret !== true) return { text };
    return { sealed: (await this.secrets.seal(text, sealedFor(request))).toString('base64') };
  }

  private async readBody(stored: unknown, request: IdempotentRequest): Promise<unknown> {
    const body = stored as StoredBody;
    if ('text' in body) return JSON.parse(body.text);
    return JSON.parse(await this.secrets.open(Buffer.from(body.sealed, 'base64'), sealedFor(request)));
  }
}

type StoredBody = { readonly text: string } | { readonly sealed: string };

function reservation(request: IdempotentRequest): {
  readonly principal: string;
  readonly key: string;
  readonly fingerprint: Buffer;
} {
  return { principal: request.principal.id, key: request.key, fingerprint: requestFingerprint(request) };
}

function sealedFor({ principal, key }: IdempotentRequest): string {
  return `idempotency_key:${principal.id}:${key}`;
}
