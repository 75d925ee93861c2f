import { type AddressInfo } from 'node:net';
import { DEFAULT_BEHAVIOUR, type SimulatorBehaviour } from './behaviour.js';
import { CONTROL_PREFIX } from './control/control.routes.js';
import { API_PREFIX, buildServer, type RequestRecorder } from './http/server.js';
import { type RateProfile, rateProfile } from './rate-profile.js';
import { Simulation } from './simulation.js';
import { type BotDraft } from './world/staffing.js';

export const DEFAULT_TOKEN = 'sim-bot-token';
const MAX_PEOPLE = 100_000;

/** How to start a simulator; everything has a default. */
export interface SimulatorOptions {
  /** 0 (default) = any free port. */
  readonly port?: number;
  readonly host?: string;
  /** People besides the bots, 0 to 100,000; default 200. */
  readonly people?: number;
  /** The same seed gives the same people, habits and fates. Default 1. */
  readonly seed?: number;
  /** How many times as fast as real time people live; 0 = they stand still. Default 1. */
  readonly speed?: number;
  /** Simulated time at the start, such as a Monday morning; default: now. */
  readonly simulatedStart?: Date;
  /** Token of the first bot; default `sim-bot-token`. */
  readonly token?: string;
  /** More about the first bot, and further bots. */
  readonly bots?: readonly BotDraft[];
  readonly behaviour?: Partial<SimulatorBehaviour>;
  /** Limits to start with; default `documented`. */
  readonly rateProfile?: RateProfile;
  /** Requests that the log keeps; default 100,000. Rates count all. */
  readonly requestLogSize?: number;
  /** Called with every request to the API, as it came. */
  readonly onRequest?: RequestRecorder;
}

/** A running simulator. */
export interface Simulator {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  /** What a client takes for the messenger's API. */
  readonly apiUrl: string;
  /** Ground truth and control. */
  readonly controlUrl: string;
  readonly port: number;
  /** Of the first bot. */
  readonly token: string;
  /** Cuts all connections, and forgets everything. */
  readonly close: () => Promise<void>;
}

/**
 * Starts a messenger of our own and resolves when it answers. Rejects with a `RangeError` for options out of range,
 * and with the system's error where the port is taken.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const people = options.people ?? 200;
  const speed = options.speed ?? 1;
  if (!Number.isInteger(people) || people < 0 || people > MAX_PEOPLE) {
    throw new RangeError(`people must be a whole number from 0 to ${MAX_PEOPLE}`);
  }
  if (!(speed >= 0)) throw new RangeError('speed must be 0 or more');
  const [first = {}, ...others] = options.bots ?? [];
  const token = options.token ?? first.token ?? DEFAULT_TOKEN;
  const sim = new Simulation({
    seed: options.seed ?? 1,
    people,
    speed,
    bots: [{ name: 'Вестник', ...first, token }, ...others],
    behaviour: {
      ...DEFAULT_BEHAVIOUR,
      ...rateProfile(options.rateProfile ?? 'documented'),
      ...options.behaviour,
    },
    simulatedStartMs: options.simulatedStart?.getTime() ?? null,
    requestLogSize: options.requestLogSize ?? 100_000,
  });
  const host = options.host ?? '127.0.0.1';
  const app = buildServer(sim, options.onRequest);
  await app.listen({ port: options.port ?? 0, host });
  const { port } = app.server.address() as AddressInfo;
  // What listens on all addresses is reached on this machine by the loopback one.
  const url = `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`;
  sim.origin = url;
  const close = async (): Promise<void> => {
    sim.stop();
    await app.close();
  };
  return { url, apiUrl: url + API_PREFIX, controlUrl: url + CONTROL_PREFIX, port, token, close };
}

export { type SimulatorBehaviour, DEFAULT_BEHAVIOUR } from './behaviour.js';
export { type ActOrder, type Act } from './control/acting.js';
export { type ToldBot } from './control/bots-desk.js';
export { type FormOrder } from './control/forms-desk.js';
export { type PersonChanges } from './control/people-desk.js';
export { type TagChanges } from './control/tags-desk.js';
export { type Task as ToldTask } from './world/task.js';
export { type PersonTruth, type ToldMessage, type ToldMessages, type Truth } from './control/truth.js';
export {
  type Fault,
  type FaultKind,
  type FaultMatch,
  type FaultOrder,
  type FaultParams,
} from './faults/fault.js';
export { type FormAnswer, type OpenForm } from './events/forms.js';
export { OPERATION_NAMES, type OperationName } from './http/operation-name.js';
export { type LoggedRequest, type Rate } from './http/request-log.js';
export { type RecordedRequest, type RequestRecorder } from './http/server.js';
export { type RequestClass } from './limits/request-class.js';
export { RATE_PROFILES, type RateProfile } from './rate-profile.js';
export { BOT_SCOPES } from './world/bot.js';
export { type BotDraft } from './world/staffing.js';
export { type Tallies } from './world/tallies.js';
