import { type Readable } from 'node:stream';
import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import { type Clock } from '#lib/kernel';

import { type AnswerBody, parseAnswerBody } from '../domain/answer-body.js';
import { type BrokenOffCause, type ExchangeFailure, type NotWrittenCause } from '../domain/send-outcome.js';
import { AnswerTooLarge, readAnswer } from './answer-reader.js';
import { ConnectFailed, GuardedHttpAgent, GuardedHttpsAgent } from './guarded-agent.js';
import { Handover } from './handover.js';
import { retryAfterMs } from './retry-after.js';

export interface ExchangeRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Readable;
  /** From the call to the last byte of the answer. */
  readonly timeoutMs: number;
  /** Monotonic; the first byte may not be written after it. Absent: until the timeout. */
  readonly latestStartMs?: number;
  /** Asked right before the first byte; `false`: none is written. Absent: allowed. */
  readonly isAllowed?: () => boolean;
  /** Of the unpacked answer; default 1 MB. */
  readonly maxAnswerBytes?: number;
}

/** A whole answer, whatever its status. */
export interface Answer {
  readonly kind: 'answer';
  readonly status: number;
  readonly body: AnswerBody;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number;
}

interface ExchangeOptions {
  readonly clock: Clock;
  readonly connectTimeoutMs: number;
  readonly whenConnected: () => Promise<void>;
  readonly ca?: string;
}

/**
 * One HTTP request and its answer, on axios: no retries, no redirects, no proxy, 1 MB at most unless asked for more, one deadline over
 * everything. What happens on the way is a value; nothing is thrown.
 *
 * The answer is read here and not in axios, because axios tells an oversized, a cut and an aborted answer apart by
 * message texts only.
 */
export class Exchanger {
  readonly #axios: AxiosInstance;
  readonly #httpAgent: GuardedHttpAgent;
  readonly #httpsAgent: GuardedHttpsAgent;
  readonly #clock: Clock;
  #isClosed = false;

  constructor(options: ExchangeOptions) {
    this.#clock = options.clock;
    this.#httpAgent = new GuardedHttpAgent(options);
    this.#httpsAgent = new GuardedHttpsAgent(options);
    this.#axios = axios.create({
      adapter: 'http',
      httpAgent: this.#httpAgent,
      httpsAgent: this.#httpsAgent,
      proxy: false,
      maxRedirects: 0,
      responseType: 'stream',
      validateStatus: null,
      transformRequest: [],
      transformResponse: [],
    });
  }

  async exchange(request: ExchangeRequest): Promise<Answer | ExchangeFailure> {
    if (this.#isClosed) return { kind: 'failure', isWritten: false, cause: 'closed' };
    const deadlineMs = this.#clock.monotonicMs() + request.timeoutMs;
    const handover = new Handover({
      clock: this.#clock,
      agent: request.url.startsWith('https:') ? this.#httpsAgent : this.#httpAgent,
      latestStartMs: Math.min(deadlineMs, request.latestStartMs ?? Infinity),
      isAllowed: request.isAllowed ?? (() => true),
    });
    const abort = new AbortController();
    const timer = setTimeout(() => {
      abort.abort();
    }, request.timeoutMs);
    let response: AxiosResponse<Readable> | undefined;
    try {
      response = await this.#axios.request<Readable>({
        method: request.method,
        url: request.url,
        headers: request.headers,
        data: request.body,
        signal: abort.signal,
        transport: handover.transport,
      });
      return this.answerOf(response, await readAnswer(response.data, request.maxAnswerBytes));
    } catch (error) {
      if (!handover.seal())
        return { kind: 'failure', isWritten: false, cause: this.notWritten(handover, abort.signal) };
      const cause = this.brokenOff(error, abort.signal);
      const status = response?.status;
      return { kind: 'failure', isWritten: true, cause, ...(status === undefined ? {} : { status }) };
    } finally {
      clearTimeout(timer);
    }
  }

  /** Closes all connections: what is under way becomes a failure, and so does every later exchange. */
  close(): void {
    this.#isClosed = true;
    this.#httpAgent.destroy();
    this.#httpsAgent.destroy();
  }

  private answerOf(response: AxiosResponse<Readable>, text: string): Answer {
    const header = (name: string): string | undefined => {
      const value: unknown = response.headers[name];
      return typeof value === 'string' ? value : undefined;
    };
    return {
      kind: 'answer',
      status: response.status,
      body: parseAnswerBody(text),
      requestId: header('x-request-id'),
      retryAfterMs: retryAfterMs(
        { retryAfter: header('retry-after'), date: header('date') },
        this.#clock.now(),
      ),
    };
  }

  private notWritten(handover: Handover, signal: AbortSignal): NotWrittenCause {
    if (handover.refusal !== null) return handover.refusal;
    if (handover.error instanceof ConnectFailed) return handover.error.reason;
    if (this.#isClosed) return 'closed';
    return signal.aborted ? 'timeout' : 'reset';
  }

  private brokenOff(error: unknown, signal: AbortSignal): BrokenOffCause {
    if (error instanceof AnswerTooLarge) return 'too_large';
    if (this.#isClosed) return 'closed';
    if (signal.aborted) return 'timeout';
    const code = (error as { readonly code?: unknown } | null)?.code;
    // The HTTP parser's and zlib's own codes: an answer came, but none that can be understood.
    return typeof code === 'string' && /^(?:HPE_|Z_)/.test(code) ? 'bad_answer' : 'reset';
  }
}
