import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Fault } from '../faults/fault.js';
import { misbehave } from '../faults/misbehave.js';
import { type Parts, type Simulation } from '../simulation.js';
import { type Bot } from '../world/bot.js';
import { admit } from './admit.js';
import { type Answer } from './answer.js';
import { NOBODY, type Operation, type Query } from './operation.js';
import { Refusal } from './refusal.js';
import { type RequestEntry } from './request-log.js';
import { Wire } from './wire.js';

/** What is known of a request from its head alone. */
export interface Exchange {
  readonly parts: Parts;
  readonly entry: RequestEntry;
  readonly bot: Bot | undefined;
  readonly hasAuthorization: boolean;
}

/** Serves one request: draws the faults, applies the operation, answers, and writes down what happened. */
export async function serve(
  sim: Simulation,
  operation: Operation,
  exchange: Exchange,
  http: { readonly request: FastifyRequest; readonly reply: FastifyReply },
): Promise<void> {
  const { parts, entry, bot } = exchange;
  const { params, query, body } = http.request as FastifyRequest<{
    Params: Record<string, string>;
    Querystring: Query;
  }>;
  const about = { sim, params, query, body, botUserId: bot?.person.id ?? 0 };
  const subject = operation.about?.(about) ?? NOBODY;
  entry.personId = subject.personId;
  const faults = parts.faults.draw({
    method: operation.method,
    path: entry.path.split('?', 1)[0] ?? '',
    operation: operation.name,
    personId: subject.personId,
    ...(entry.token !== null && { token: entry.token }),
  });
  if (faults.length > 0) entry.faults = faults.map((fault) => fault.kind);
  const perform = performer(exchange, faults, () => {
    const asker = admit({ sim, operation, subject, faults, ...exchange });
    return operation.handle({ sim, bot: asker, params, query, body, faults });
  });
  await conclude(exchange, faults, http.reply, perform);
}

/** Runs `act` and turns refusals into answers; what was applied is noted, and followed by what the faults add. */
export function performer(exchange: Exchange, faults: readonly Fault[], act: () => Answer): () => Answer {
  return () => {
    try {
      const answer = act();
      exchange.entry.applied = true;
      followUp(exchange.parts, faults, answer);
      return answer;
    } catch (error) {
      if (error instanceof Refusal) return error.answer;
      throw error;
    }
  };
}

/** Answers, plainly or as the faults have it. */
export async function conclude(
  { parts, entry }: Exchange,
  faults: readonly Fault[],
  reply: FastifyReply,
  perform: () => Answer,
): Promise<void> {
  const wire = new Wire(reply);
  if (faults.length > 0) {
    await misbehave({ parts, faults, wire, entry, perform });
    return;
  }
  const answer = perform();
  parts.log.close(entry, answer.status);
  wire.send(answer);
}

function followUp(parts: Parts, faults: readonly Fault[], answer: Answer): void {
  for (const fault of faults) {
    if (fault.kind !== 'recipient_deletes') continue;
    const id = createdId(answer.body);
    const message = parts.world.messages.find(id);
    const recipientId = message === undefined ? null : parts.messenger.recipientOf(message);
    if (message === undefined || recipientId === null) continue;
    parts.timers.after(fault.params.afterMs, () => {
      parts.messenger.delete(message, recipientId);
    });
  }
}

function createdId(body: unknown): number {
  if (typeof body !== 'object' || body === null || !('data' in body)) return 0;
  const { data } = body;
  return typeof data === 'object' && data !== null && 'id' in data && typeof data.id === 'number'
    ? data.id
    : 0;
}
