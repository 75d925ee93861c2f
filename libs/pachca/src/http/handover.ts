import http, { type ClientRequest, type RequestOptions } from 'node:http';
import https from 'node:https';
import { type Socket } from 'node:net';
import { type Clock } from '#lib/kernel';

import { type NotWrittenCause } from '../domain/send-outcome.js';
import { type GuardedHttpAgent, type GuardedHttpsAgent } from './guarded-agent.js';

interface HandoverOptions {
  readonly clock: Clock;
  readonly agent: GuardedHttpAgent | GuardedHttpsAgent;
  /** Monotonic; the request may not start to be written after it. */
  readonly latestStartMs: number;
  /** Asked in the same moment; `false`: not a byte is written. */
  readonly isAllowed: () => boolean;
}

/**
 * One request's passage to its socket: the guard in front of the first byte, and the proof of whether one was written.
 *
 * An abort timer does not stop a send. After a stall of the event loop the connection's events run before the timers,
 * so a request that is reported as aborted may still leave. Node announces the socket by `socket` and writes in the
 * same tick, for new and for kept-alive sockets alike; the guard runs in that event, so between its look at the clock
 * and the write to the kernel nothing else of this process runs.
 */
export class Handover {
  #request: ClientRequest | undefined;
  #isHandedOver = false;
  #isSealed = false;
  #refusal: NotWrittenCause | null = null;
  #error: unknown = null;

  constructor(private readonly options: HandoverOptions) {}

  /** Why the guard did not let the request pass. */
  get refusal(): NotWrittenCause | null {
    return this.#refusal;
  }

  /** The first error of the request itself, before any library dressed it. */
  get error(): unknown {
    return this.#error;
  }

  /** Stands in for `node:http` and `node:https` in axios, which hands its options over unchanged. */
  readonly transport = {
    request: (
      options: RequestOptions,
      onResponse: (response: http.IncomingMessage) => void,
    ): ClientRequest => {
      const request = (options.protocol === 'https:' ? https : http).request(options, onResponse);
      this.#request = request;
      request.once('error', (error) => (this.#error ??= error));
      request.once('socket', (socket) => {
        this.#refusal = this.refuse(socket);
        if (this.#refusal !== null) {
          request.destroy(new Error(`The request was not started: ${this.#refusal}`));
          return;
        }
        this.#isHandedOver = true;
      });
      return request;
    },
  };

  /**
   * Ends the request for good and says whether any of its bytes was written. Afterwards none can be: false is a proof,
   * true only a possibility.
   *
   * Being handed over is the criterion, not the socket's `bytesWritten`: the write follows in the same tick, and Node
   * counts bytes before the kernel takes them, so the counter could never prove more.
   */
  seal(): boolean {
    this.#isSealed = true;
    this.#request?.destroy();
    return this.#isHandedOver;
  }

  private refuse(socket: Socket): NotWrittenCause | null {
    if (this.#isSealed) return 'timeout';
    // Written so that a deadline that is no number refuses, too.
    if (!(this.options.clock.monotonicMs() <= this.options.latestStartMs)) return 'too_late';
    if (!this.options.isAllowed()) return 'withdrawn';
    return !socket.writable || this.options.agent.isStale(socket) ? 'stale_socket' : null;
  }
}
