import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { parseBehaviourChanges } from '../behaviour-changes.js';
import { parseFault } from '../faults/parse-fault.js';
import { type Simulation } from '../simulation.js';
import { type RequestClass } from '../limits/request-class.js';
import { type Tallies } from '../world/tallies.js';
import { ControlError } from './control-error.js';
import { addWorkspaceRoutes } from './workspace.routes.js';
import { checkedFields, isCount, isNotNegative, type Rules } from './rules.js';
import { messagesOf, truthOf } from './truth.js';

export const CONTROL_PREFIX = '/_sim';
const MAX_ROWS = 10_000;
const DEFAULT_ROWS = 1000;
const DEFAULT_WAIT_MS = 10_000;
const MAX_WAIT_MS = 600_000;
const LOOPBACK = /^(::1|127\.|::ffff:127\.)/;

type Query = Readonly<Record<string, string | undefined>>;

/** Ground truth and control, for callers on the same machine only. Errors are `{"error": "…"}`. */
export function addControlRoutes(app: FastifyInstance, sim: Simulation): void {
  app.register(
    (routes, _options, done) => {
      routes.addHook('onRequest', (request, _reply, next) => {
        next(LOOPBACK.test(request.ip) ? undefined : new ControlError(403, 'Only from the same machine'));
      });
      routes.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) =>
        answerError(error, reply),
      );
      addTruthRoutes(routes, sim);
      addRunRoutes(routes, sim);
      addFaultRoutes(routes, sim);
      addWorkspaceRoutes(routes, sim);
      done();
    },
    { prefix: CONTROL_PREFIX },
  );
}

function answerError(error: Error & { statusCode?: number }, reply: FastifyReply): FastifyReply {
  const status = error instanceof ControlError ? error.status : (error.statusCode ?? 500);
  return reply.code(status).send({ error: error.message });
}

function addTruthRoutes(routes: FastifyInstance, sim: Simulation): void {
  routes.get('/truth', (request) => truthOf(sim, queryOf(request)['people'] === 'true'));
  routes.get('/messages', (request) => {
    const query = queryOf(request);
    return messagesOf(sim, {
      ...optional('personId', numberIn(query, 'person')),
      ...optional('authorId', numberIn(query, 'author')),
      ...optional('after', numberIn(query, 'cursor')),
      ...optional('marker', query['marker']),
      limit: Math.min(numberIn(query, 'limit') ?? DEFAULT_ROWS, MAX_ROWS),
    });
  });
  routes.get('/tasks', () => ({ tasks: sim.now.world.tasks }));
  routes.get('/requests', (request) => {
    const query = queryOf(request);
    const sinceMs = numberIn(query, 'since') ?? Number.NEGATIVE_INFINITY;
    const requestClass = query['class'] as RequestClass | undefined;
    const limit = Math.min(numberIn(query, 'limit') ?? DEFAULT_ROWS, MAX_ROWS);
    const requests = sim.now.log.after(
      numberIn(query, 'cursor') ?? 0,
      limit,
      (entry) => entry.arrivedMs >= sinceMs && (requestClass ?? entry.requestClass) === entry.requestClass,
    );
    const last = requests.at(-1);
    return { requests, next: requests.length === limit && last !== undefined ? String(last.number) : null };
  });
  routes.get('/rates', () => ({ rates: sim.now.log.rates() }));
  routes.get('/wait', async (request) => {
    const query = queryOf(request);
    const { tallies } = sim.now.world;
    const counter = query['counter'] ?? '';
    if (!isCounter(counter, tallies)) {
      throw new ControlError(400, `counter must be one of ${Object.keys(tallies).join(', ')}`);
    }
    const timeoutMs = Math.min(numberIn(query, 'timeoutMs') ?? DEFAULT_WAIT_MS, MAX_WAIT_MS);
    await sim.now.waiters.until(counter, numberIn(query, 'atLeast') ?? 1, timeoutMs);
    return { ...sim.now.world.tallies };
  });
}

function addRunRoutes(routes: FastifyInstance, sim: Simulation): void {
  const resetRules: Rules = { people: isCount, seed: isCount };
  routes.post('/reset', (request) => {
    sim.reset(checkedFields(request.body, resetRules));
    return truthOf(sim, false);
  });
  routes.put('/speed', (request) => {
    const { speed } = checkedFields(request.body, { 'speed!': isNotNegative });
    sim.setSpeed(Number(speed));
    return { speed: sim.now.clock.speed };
  });
  routes.get('/behaviour', () => sim.behaviour);
  routes.put('/behaviour', (request) => {
    sim.changeBehaviour(parseBehaviourChanges(request.body));
    return sim.behaviour;
  });
}

function addFaultRoutes(routes: FastifyInstance, sim: Simulation): void {
  routes.get('/faults', () => ({ faults: sim.now.faults.all() }));
  routes.post('/faults', (request, reply) =>
    reply.code(201).send(sim.now.faults.add(parseFault(request.body))),
  );
  routes.delete('/faults', () => ({ removed: sim.now.faults.remove() }));
  routes.delete<{ Params: { id: string } }>('/faults/:id', (request) => {
    const removed = sim.now.faults.remove(Number(request.params.id));
    if (removed === 0) throw new ControlError(404, `There is no fault ${request.params.id}`);
    return { removed };
  });
}

function queryOf(request: FastifyRequest): Query {
  return request.query as Query;
}

function numberIn(query: Query, name: string): number | undefined {
  const text = query[name];
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text === '' || Number.isNaN(value)) throw new ControlError(400, `${name} must be a number`);
  return value;
}

function optional<K extends string, V>(name: K, value: V | undefined): Partial<Readonly<Record<K, V>>> {
  return value === undefined ? {} : ({ [name]: value } as Readonly<Record<K, V>>);
}

function isCounter(name: string, tallies: Tallies): name is keyof Tallies {
  return Object.hasOwn(tallies, name);
}
