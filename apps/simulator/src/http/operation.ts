import { type Fault } from '../faults/fault.js';
import { type RequestClass } from '../limits/request-class.js';
import { type Simulation } from '../simulation.js';
import { type Bot } from '../world/bot.js';
import { type Answer } from './answer.js';
import { type OperationName } from './operation-name.js';

/** The parsed query string: repeated names become lists. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A request whose token is known, as an operation gets it. */
export interface Call {
  readonly sim: Simulation;
  readonly bot: Bot;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: unknown;
  /** Faults that hit this request; operations look only for those that change a page. */
  readonly faults: readonly Fault[];
}

/**
 * One thing that can be asked of the API. `handle` runs from start to end without a pause and either applies all of it
 * or throws a `Refusal` and applies nothing; what the client then sees is the pipeline's business.
 */
export interface Operation {
  readonly name: OperationName;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Behind `/api/shared/v1`. */
  readonly path: string;
  /** `null` = any valid token will do. */
  readonly scope: string | null;
  readonly requestClass: RequestClass;
  /** Which person or chat it is about, for faults, the log and the limit per chat; read before anything is checked. */
  readonly about?: (call: About) => Subject;
  readonly handle: (call: Call) => Answer;
}

/** What is known of a request before it is judged. */
export type About = Pick<Call, 'sim' | 'params' | 'query' | 'body'> & { readonly botUserId: number };

export interface Subject {
  readonly personId: number | null;
  readonly chatKey: string | null;
}

export const NOBODY: Subject = { personId: null, chatKey: null };
