import { type Answer } from '../http/answer.js';
import { tooManyRequests } from '../http/admit.js';
import { apiError } from '../http/refusal.js';
import { type RequestEntry } from '../http/request-log.js';
import { type Wire } from '../http/wire.js';
import { type Parts } from '../simulation.js';
import { type Fault } from './fault.js';

const HTML = '<!doctype html><html><head><title>502</title></head><body><h1>Bad gateway</h1></body></html>';
const HUGE_BYTES = 10_000_000;
const DEFAULT_DRIBBLE_MS = 20;

/** A request that something will go wrong with. */
interface Doomed {
  readonly parts: Parts;
  readonly faults: readonly Fault[];
  readonly wire: Wire;
  readonly entry: RequestEntry;
  /** Does what was asked, once; never throws. */
  readonly perform: () => Answer;
}

/** Serves a request in the way its faults say: what is applied, when, and what the client gets to see of it. */
export async function misbehave(doomed: Doomed): Promise<void> {
  const { faults, parts } = doomed;
  await pause(parts, faults, 'before');
  const outcome = outcomeOf(doomed);
  await pause(parts, faults, 'after');
  outcome();
}

/** Applies what is to be applied, and returns the doing of the rest. */
function outcomeOf(doomed: Doomed): () => void {
  for (const fault of doomed.faults) {
    const outcome = fateOf(fault, doomed);
    if (outcome !== null) return outcome;
  }
  const answer = doomed.perform();
  return () => {
    send(doomed, answer);
  };
}

/** What becomes of the request under one fault; `null` where the fault leaves the course of things alone. */
function fateOf(fault: Fault, doomed: Doomed): (() => void) | null {
  const { wire, parts, perform } = doomed;
  switch (fault.kind) {
    case 'lost_request':
      return cutter(doomed);
    case 'lost_answer':
      perform();
      return cutter(doomed);
    case 'late_apply':
      parts.timers.after(fault.params.delayMs, perform);
      return (fault.params.cut ?? true) ? cutter(doomed) : holder(wire);
    case 'hang':
      if (fault.params.applied ?? false) perform();
      return holder(wire);
    case 'error_before':
      return sender(doomed, serverError(fault.params.status));
    case 'error_after':
      perform();
      return sender(doomed, serverError(fault.params.status));
    case 'throttle':
      doomed.entry.throttled = true;
      return sender(doomed, throttled(fault.params));
    case 'redirect':
      perform();
      return sender(doomed, redirection(fault.params));
    case 'truncated':
      return breaker(doomed, perform());
    case 'dribble':
      return dribbler(doomed, perform(), fault.params.everyMs ?? DEFAULT_DRIBBLE_MS);
    case 'wrong_body':
      perform();
      return liar(doomed, fault.params.body ?? 'json');
    case 'latency':
    case 'history_lag':
    case 'short_pages':
    case 'empty_page':
    case 'history_forbidden':
    case 'token_revoked':
    case 'payment_required':
    case 'scope_missing':
    case 'content_refused':
    case 'recipient_deletes':
    case 'webhook_lost':
    case 'webhook_duplicate':
    case 'webhook_delay':
      return null;
  }
}

function cutter(doomed: Doomed): () => void {
  return () => {
    finish(doomed, null);
    doomed.wire.reset();
  };
}

function holder(wire: Wire): () => void {
  return () => {
    wire.hold();
  };
}

function breaker(doomed: Doomed, answer: Answer): () => void {
  return () => {
    finish(doomed, answer.status);
    doomed.wire.breakOff(answer);
  };
}

function dribbler(doomed: Doomed, answer: Answer, everyMs: number): () => void {
  return () => {
    finish(doomed, answer.status);
    doomed.wire.dribble(answer, everyMs, (delayMs, run) => {
      doomed.parts.timers.after(delayMs, run);
    });
  };
}

function liar(doomed: Doomed, body: 'json' | 'html' | 'empty' | 'huge'): () => void {
  return () => {
    finish(doomed, 200);
    const [contentType, text] = wrongBody(body);
    doomed.wire.sendRaw(contentType, text);
  };
}

function sender(doomed: Doomed, answer: Answer): () => void {
  return () => {
    send(doomed, answer);
  };
}

function send(doomed: Doomed, answer: Answer): void {
  finish(doomed, answer.status);
  doomed.wire.send(answer);
}

function finish({ parts, entry }: Doomed, status: number | null): void {
  parts.log.close(entry, status);
}

function serverError(status = 503): Answer {
  return { status, body: HTML, headers: { 'content-type': 'text/html; charset=utf-8' } };
}

function redirection(params: Extract<Fault, { kind: 'redirect' }>['params']): Answer {
  return {
    status: params.status ?? 307,
    headers: { location: params.location ?? 'http://192.0.2.1/elsewhere' },
  };
}

function throttled(params: Extract<Fault, { kind: 'throttle' }>['params']): Answer {
  const format = params.retryAfter ?? 'seconds';
  if (params.value !== undefined) return withRetryAfter(params.value);
  return format === 'absurd' ? withRetryAfter('99999999999') : tooManyRequests(format, params.seconds ?? 1);
}

function withRetryAfter(value: string): Answer {
  return { status: 429, body: apiError('base', 'rate_limit'), headers: { 'retry-after': value } };
}

function wrongBody(kind: 'json' | 'html' | 'empty' | 'huge'): [contentType: string, text: string] {
  switch (kind) {
    case 'json':
      return ['application/json; charset=utf-8', '{"ok":true}'];
    case 'html':
      return ['text/html; charset=utf-8', HTML];
    case 'empty':
      return ['application/json; charset=utf-8', ''];
    case 'huge':
      return ['application/json; charset=utf-8', JSON.stringify({ data: 'x'.repeat(HUGE_BYTES) })];
  }
}

async function pause(parts: Parts, faults: readonly Fault[], when: 'before' | 'after'): Promise<void> {
  let delayMs = 0;
  for (const fault of faults) {
    if (fault.kind !== 'latency' || (fault.params.when ?? 'after') !== when) continue;
    const { ms, maxMs } = fault.params;
    delayMs += maxMs === undefined ? ms : parts.faults.between(fault, ms, maxMs);
  }
  if (delayMs > 0) {
    await new Promise<void>((resolve) => {
      parts.timers.after(delayMs, resolve);
    });
  }
}
