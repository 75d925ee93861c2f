import { type AnswerBody } from './domain/answer-body.js';
import { readErrorReport } from './domain/error-report.js';
import {
  errorKindOf,
  PachcaError,
  type PachcaErrorFacts,
  type PachcaErrorKind,
} from './domain/pachca-error.js';
import { type Page } from './domain/page.js';
import { type ExchangeFailure } from './domain/send-outcome.js';
import { type Answer, type Exchanger, type ExchangeRequest } from './http/exchange.js';
import { queryString, type QueryValue } from './http/query.js';
import { walkPages } from './pagination.js';
import { type RequestClass, type RequestGate } from './rate-gate.js';
import { UnexpectedShape } from './wire/fields.js';
import { readData, readPage } from './wire/read-page.js';

/** One endpoint: its name in errors and logs (method and path template) and its class for the rate gate. */
export interface Operation {
  readonly name: `${ExchangeRequest['method']} ${string}`;
  readonly cls: RequestClass;
}

/** What one request says. */
export interface ApiCall {
  /** Filled in, below the base URL. */
  readonly path: string;
  readonly query?: Readonly<Record<string, QueryValue>>;
  /** JSON text. */
  readonly body?: string;
  readonly maxAnswerBytes?: number;
  /** Asked in the request's turn: the first byte may not be written after it. */
  readonly latestStartMs?: () => Promise<number>;
}

interface ApiCallerOptions {
  readonly exchanger: Exchanger;
  readonly gate: RequestGate;
  readonly baseUrl: string;
  readonly token: string;
  readonly timeoutMs: number;
}

/** `x-request-id` is shown in errors, so only what looks like an id is taken over. */
const REQUEST_ID = /^[\w.:-]{1,128}$/;

/** Calls endpoints through the rate gate and turns whatever is not a usable answer into a `PachcaError`. */
export class ApiCaller {
  readonly #options: ApiCallerOptions;

  constructor(options: ApiCallerOptions) {
    this.#options = options;
  }

  /** The request with address, authorisation and deadline, not yet sent. */
  requestFor(operation: Operation, call: ApiCall): ExchangeRequest {
    return {
      method: operation.name.split(' ', 1)[0] as ExchangeRequest['method'],
      url: `${this.#options.baseUrl}${call.path}${queryString(call.query ?? {})}`,
      headers: {
        Authorization: `Bearer ${this.#options.token}`,
        Accept: 'application/json',
        'Content-Type': 'application/json; charset=utf-8',
      },
      timeoutMs: this.#options.timeoutMs,
      ...(call.body === undefined ? {} : { body: call.body }),
      ...(call.maxAnswerBytes === undefined ? {} : { maxAnswerBytes: call.maxAnswerBytes }),
    };
  }

  async call<T>(operation: Operation, call: ApiCall, read: (value: unknown) => T): Promise<T> {
    const readJson = (answer: Answer): T => {
      if (answer.body.kind !== 'json') throw new UnexpectedShape('the body', 'JSON');
      return read(answer.body.value);
    };
    return this.run(operation, this.requestFor(operation, call), readJson, call.latestStartMs);
  }

  /** One object, which the API wraps in `data`. */
  async item<T>(
    operation: Operation,
    call: ApiCall,
    readItem: (value: unknown, path: string) => T,
  ): Promise<T> {
    return this.call(operation, call, (value) => readData(value, readItem));
  }

  /** For deletions, which may be repeated: `gone` when there is nothing to delete any more. */
  async remove(operation: Operation, path: string): Promise<'deleted' | 'gone'> {
    try {
      return await this.run(operation, this.requestFor(operation, { path }), () => 'deleted' as const);
    } catch (error) {
      if (error instanceof PachcaError && error.kind === 'not_found') return 'gone';
      throw error;
    }
  }

  pages<T>(
    operation: Operation,
    call: ApiCall,
    readItem: (value: unknown, path: string) => T,
  ): AsyncGenerator<readonly T[], void, undefined> {
    return walkPages(operation.name, (cursor) =>
      this.page(operation, { ...call, query: { ...call.query, cursor } }, readItem),
    );
  }

  async page<T>(
    operation: Operation,
    call: ApiCall,
    readItem: (value: unknown, path: string) => T,
  ): Promise<Page<T>> {
    return this.call(operation, call, (value) => readPage(value, readItem));
  }

  /** Sends a request through the gate and gives a 2xx to `read`. */
  async run<T>(
    operation: Operation,
    request: ExchangeRequest,
    read: (answer: Answer) => T,
    latestStartMs: () => Promise<number> = () => Promise.resolve(Infinity),
  ): Promise<T> {
    return this.#options.gate.run(operation.cls, async () => {
      const guarded = { ...request, latestStartMs: await latestStartMs() };
      const answer = await this.#options.exchanger.exchange(guarded);
      if (answer.kind === 'failure') throw failureOf(operation, answer);
      if (answer.status < 200 || answer.status >= 300) {
        const error = refusalOf(operation, answer);
        if (error.retryAfterMs !== null) this.#options.gate.hold(operation.cls, error.retryAfterMs);
        throw error;
      }
      try {
        return read(answer);
      } catch (error) {
        if (!(error instanceof UnexpectedShape)) throw error;
        const facts = { path: error.path, detail: `expected ${error.expected}` };
        throw new PachcaError('invalid_response', operation.name, { ...factsOf(answer), ...facts });
      }
    });
  }
}

function refusalOf(operation: Operation, answer: Answer): PachcaError {
  const kind = errorKindOf(answer.status, answer.body);
  return new PachcaError(kind, operation.name, {
    ...factsOf(answer),
    codes: codesOf(answer.body),
    retryAfterMs: kind === 'throttled' ? answer.retryAfterMs : undefined,
  });
}

const FAILURE_KINDS: Readonly<Record<ExchangeFailure['cause'], PachcaErrorKind>> = {
  dns: 'unavailable',
  refused: 'unavailable',
  unreachable: 'unavailable',
  connect_timeout: 'timeout',
  tls: 'unavailable',
  too_late: 'timeout',
  withdrawn: 'unavailable',
  stale_socket: 'unavailable',
  timeout: 'timeout',
  reset: 'unavailable',
  closed: 'unavailable',
  too_large: 'response_too_large',
  bad_answer: 'invalid_response',
};

function failureOf(operation: Operation, failure: ExchangeFailure): PachcaError {
  const status = failure.isWritten ? failure.status : undefined;
  return new PachcaError(FAILURE_KINDS[failure.cause], operation.name, { status, detail: failure.cause });
}

function factsOf(answer: Answer): PachcaErrorFacts {
  const { status, requestId } = answer;
  return { status, requestId: requestId !== undefined && REQUEST_ID.test(requestId) ? requestId : undefined };
}

const codesOf = (body: AnswerBody): readonly string[] => readErrorReport(body).codes;
