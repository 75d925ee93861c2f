import { type Fault } from '../faults/fault.js';
import { type Simulation } from '../simulation.js';
import { type Bot } from '../world/bot.js';
import { type Answer } from './answer.js';
import { type Operation, type Subject } from './operation.js';
import { type RequestEntry } from './request-log.js';
import { apiError, insufficientScope, invalidToken, oauthRefusal, Refusal, refusal } from './refusal.js';

/** A request on its way through the checks. */
interface Arrival {
  readonly sim: Simulation;
  readonly operation: Operation;
  readonly bot: Bot | undefined;
  readonly hasAuthorization: boolean;
  readonly subject: Subject;
  readonly entry: RequestEntry;
  readonly faults: readonly Fault[];
}

/**
 * Who asks, and may they: 401, then the limit's 429, then 402, then 403 for the scope. What is asked is checked only
 * after that, by the operation. Throws a `Refusal`; returns the bot that asks.
 */
export function admit(arrival: Arrival): Bot {
  const { operation, bot, faults } = arrival;
  if (bot === undefined || faults.some((fault) => fault.kind === 'token_revoked'))
    throw unauthorized(arrival);
  throttle(arrival, bot);
  if (faults.some((fault) => fault.kind === 'payment_required')) {
    throw refusal(402, 'company', 'payment_required');
  }
  if (bot.person.suspended) throw oauthRefusal(403, 'access_denied', 'Token owner is suspended');
  const missing = faults.find((fault) => fault.kind === 'scope_missing');
  if (missing?.kind === 'scope_missing')
    throw insufficientScope(missing.params.scope ?? operation.scope ?? '');
  if (operation.scope !== null && !bot.scopes.has(operation.scope)) throw insufficientScope(operation.scope);
  bot.lastUsedAtMs = Date.now();
  refuseByFault(faults);
  return bot;
}

function unauthorized({ sim, hasAuthorization }: Arrival): Refusal {
  if (hasAuthorization) return invalidToken('Access token is invalid');
  return oauthRefusal(401, sim.behaviour.missingTokenError, 'Access token is missing');
}

function throttle({ sim, operation, subject, entry }: Arrival, bot: Bot): void {
  const isOther = sim.behaviour.readLimitCovers === 'history_only' && operation.name !== 'messages.list';
  const admission = sim.now.limiter.judge({
    token: bot.token,
    requestClass: operation.requestClass === 'read' && isOther ? 'other' : operation.requestClass,
    chatKey: subject.chatKey,
    atMs: entry.arrivedMs,
  });
  if (admission.kind === 'admitted') return;
  entry.throttled = admission.kind === 'throttled';
  if (admission.kind === 'restricted') {
    throw sim.behaviour.abuseAnswer === 'unauthorized'
      ? invalidToken('Access token is temporarily restricted')
      : oauthRefusal(403, 'access_denied', 'Access token is temporarily restricted');
  }
  throw new Refusal(
    tooManyRequests(sim.behaviour.retryAfterFormat, Math.max(1, Math.ceil(admission.retryAfterMs / 1000))),
  );
}

/** A 429. Its body is nowhere documented; `rate_limit` is among the documented codes. */
export function tooManyRequests(format: 'seconds' | 'http_date' | 'absent', seconds: number): Answer {
  const body = apiError('base', 'rate_limit');
  if (format === 'absent') return { status: 429, body };
  // Whole seconds, so a date is rounded up: it must not end the wait early.
  const date = new Date(Date.now() + seconds * 1000 + 999).toUTCString();
  return { status: 429, body, headers: { 'retry-after': format === 'seconds' ? String(seconds) : date } };
}

function refuseByFault(faults: readonly Fault[]): void {
  for (const fault of faults) {
    if (fault.kind === 'history_forbidden') throw refusal(403, 'chat_id', 'forbidden');
    if (fault.kind === 'content_refused') {
      throw refusal(422, fault.params.key ?? 'content', fault.params.code ?? 'displayed_error');
    }
  }
}
