import { EventEmitter } from 'node:events';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { Readable } from 'node:stream';
import { Endpoints } from './endpoints.js';
import type { FaultKind } from './faults.js';
import type { Messenger } from './messenger.js';
import type { Flight, SimContext } from './context.js';
import { oauthRefusal, refusal, type Reply } from './wire.js';

type OnResponse = (response: IncomingMessage) => void;

/** Longest way of a request to the messenger, once it has left: a new owner's quiet time counts on it (`WAY_MS`). */
const LONGEST_WAY_MS = 150;

/** Stands for Node's `ClientRequest` as far as axios and the product's guard use it. */
class Request extends EventEmitter {
  destroyed = false;
  readonly res = undefined;
  private body = '';

  constructor(private readonly onEnd: (body: string) => void) {
    super();
  }

  setTimeout(): this {
    return this;
  }

  write(piece: Buffer | string): boolean {
    this.body += piece.toString();
    return true;
  }

  end(): this {
    this.onEnd(this.body);
    return this;
  }

  isEnded(): boolean {
    return this.destroyed;
  }

  destroy(error?: Error): this {
    if (this.destroyed) return this;
    this.destroyed = true;
    process.nextTick(() => {
      if (error !== undefined) this.emit('error', error);
      this.emit('close');
    });
    return this;
  }
}

/** A request under way, with whom to tell what becomes of it. */
interface Call extends Flight {
  readonly request: Request;
  readonly onResponse: OnResponse;
}

/** Takes the place of `http.request`: connections, ways there and back, and what the faults make of them. */
export class Network {
  private readonly endpoints: Endpoints;

  constructor(
    private readonly seed: SimContext,
    messenger: Messenger,
  ) {
    this.endpoints = new Endpoints(seed, messenger);
  }

  readonly request = (options: RequestOptions, onResponse: OnResponse): Request => {
    const process = this.seed.time.current;
    const url = new URL(`http://messenger${options.path ?? '/'}`);
    const method = options.method ?? 'GET';
    const request = new Request((body) => {
      const flight: Call = {
        process,
        request,
        onResponse,
        method,
        url,
        body,
        name: nameOf(method, url, body),
      };
      this.later(flight, 'connect', this.seed.streams.between('net.connect', 0, 20), () => {
        this.connect(flight);
      });
    });
    return request;
  };

  private connect(flight: Call): void {
    const { seed } = this;
    const { request, process, name } = flight;
    if (request.destroyed || seed.nemesis.strikes(process, `before ${name} leaves`)) return;
    if (isSend(flight) && seed.faults.fires('http.refused', name)) {
      request.destroy(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }));
      return;
    }
    const socket = Object.assign(new EventEmitter(), { writable: true });
    // The product's guard looks at the clock in this event, and may end the request.
    request.emit('socket', socket);
    if (request.isEnded()) {
      seed.journal.cover('guard refused');
      return;
    }
    seed.witness.left(flight);
    if (isSend(flight) && seed.faults.fires('http.request_lost', name)) return;
    this.later(
      { ...flight, process: null },
      'arrive',
      seed.streams.between('net.there', 1, LONGEST_WAY_MS),
      () => {
        this.arrive(flight);
      },
    );
    seed.nemesis.strikes(process, `after ${name} left`);
  }

  private arrive(flight: Call): void {
    this.seed.witness.arrived(flight);
    const fate = isSend(flight) ? this.fateOfSend(flight) : this.fateOfRead(flight);
    if (fate === null) return;
    this.reply(flight, fate);
  }

  private fateOfSend(flight: Call): Reply | 'reset' | 'hang' | null {
    const { seed } = this;
    if (flight.method === 'PUT') return this.fateOfChange(flight);
    const fires = (kind: FaultKind): boolean => seed.faults.fires(kind, flight.name);
    if (flight.method === 'DELETE') return fires('http.error_before') ? ERROR : this.endpoints.answer(flight);
    if (fires('http.throttled')) return this.throttled();
    if (fires('http.error_before')) return ERROR;
    if (fires('http.token_refused')) return this.refuseToken();
    if (fires('http.person_refused')) return refusal(422, 'message.entity_id', 'personal_chat');
    if (fires('http.content_refused')) return refusal(422, 'content', 'too_long');
    if (fires('http.late')) {
      this.applyLate(flight, () => this.endpoints.create(flight.body, 0));
      return 'hang';
    }
    const lag = fires('read.lag') ? seed.streams.between('lag', 0, seed.mostLateMs) : 0;
    const reply = seed.token.isValid
      ? this.endpoints.create(flight.body, lag)
      : oauthRefusal(401, 'invalid_token');
    if (reply.status !== 201) return reply;
    if (fires('http.answer_lost')) return 'reset';
    if (fires('http.answer_hangs')) return 'hang';
    if (fires('http.error_after')) return ERROR;
    if (fires('http.cut_answer')) return { ...reply, text: reply.text.slice(0, 20) };
    if (fires('http.wrong_answer')) return { status: 200, text: '{"data":{"id":"x"}}' };
    if (fires('http.redirect'))
      return { status: 302, text: '', headers: { location: 'https://elsewhere.example' } };
    if (fires('http.foreign')) return { status: 404, text: '<html>no such page</html>' };
    if (fires('http.conflict')) return refusal(409, 'base', 'duplicate');
    return reply;
  }

  /** A change of a message that was posted: it may be repeated, so no answer to it is ever a doubt about the message. */
  private fateOfChange(flight: Call): Reply | 'reset' | 'hang' | null {
    const fires = (kind: FaultKind): boolean => this.seed.faults.fires(kind, flight.name);
    if (fires('http.error_before')) return ERROR;
    if (fires('http.late')) {
      this.applyLate(flight, () => this.endpoints.change(idOf(flight.url), flight.body));
      return 'hang';
    }
    const reply = this.endpoints.answer(flight);
    if (reply.status !== 200) return reply;
    if (fires('http.answer_lost')) return 'reset';
    if (fires('http.answer_hangs')) return 'hang';
    return fires('http.error_after') ? ERROR : reply;
  }

  private fateOfRead(flight: Call): Reply | 'reset' | 'hang' | null {
    const { faults } = this.seed;
    if (faults.fires('read.lost', flight.name)) return 'hang';
    if (faults.fires('read.error', flight.name)) return ERROR;
    if (faults.fires('read.throttled', flight.name)) return this.throttled();
    if (flight.name === 'GET messages' && faults.fires('read.forbidden', flight.name))
      return refusal(403, 'chat_id', 'forbidden');
    return this.endpoints.answer(flight);
  }

  /** Applied when nobody waits for it any more; never later than the assumption A1 says. */
  private applyLate({ name }: Flight, apply: () => void): void {
    const { seed } = this;
    seed.time.after(seed.streams.between('late', 0, seed.mostLateMs), {
      label: `late ${name}`,
      process: null,
      run: apply,
    });
  }

  private throttled(): Reply {
    const { seed } = this;
    const date = (ms: number): string => new Date(seed.time.now + ms).toUTCString();
    const retryAfter = seed.streams.pick<string | null>('retry-after', [
      '1',
      '3',
      '20',
      null,
      '99999',
      date(15_000),
    ]);
    return {
      status: 429,
      text: '',
      headers: { date: date(0), ...(retryAfter !== null && { 'retry-after': retryAfter }) },
    };
  }

  private refuseToken(): Reply {
    this.seed.token.break();
    return oauthRefusal(401, 'invalid_token');
  }

  private reply(flight: Call, fate: Reply | 'reset' | 'hang'): void {
    const { seed } = this;
    if (fate === 'hang') return;
    const slow = isSend(flight) && seed.faults.fires('http.slow', flight.name) ? 9_000 : 0;
    const ms = seed.streams.between('net.back', 1, LONGEST_WAY_MS) + seed.streams.next('net.slow') * slow;
    this.later(flight, 'answer', ms, () => {
      if (
        flight.request.destroyed ||
        seed.nemesis.strikes(flight.process, `before the answer to ${flight.name}`)
      )
        return;
      if (fate === 'reset') {
        flight.request.destroy(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
        return;
      }
      seed.journal.note(`${flight.process?.name ?? ''} ${flight.name} -> ${String(fate.status)}`);
      seed.witness.answered(flight, fate);
      const stream = Readable.from(fate.text === '' ? [] : [Buffer.from(fate.text)]);
      flight.onResponse(
        Object.assign(stream, {
          statusCode: fate.status,
          statusMessage: '',
          headers: fate.headers ?? {},
        }) as unknown as IncomingMessage,
      );
    });
  }

  private later(flight: Call, label: string, ms: number, run: () => void): void {
    this.seed.time.after(ms, { label: `${label} ${flight.name}`, process: flight.process, run });
  }
}

const ERROR: Reply = { status: 503, text: '<html>busy</html>' };

function isSend({ method }: Flight): boolean {
  return method !== 'GET';
}

const idOf = (url: URL): number => Number(/\d+/.exec(url.pathname)?.[0]);

/** The endpoint and, of a send, the person. */
function nameOf(method: string, url: URL, body: string): string {
  const resource = url.pathname.replace('/api/', '').replace(/\d+/g, 'id');
  if (method !== 'POST') return `${method} ${resource}`;
  const to = /"entity_id":(\d+)/.exec(body)?.[1] ?? '';
  return `${method} ${resource} to ${to}`;
}
