import {
  type Act,
  type ActOrder,
  type BotDraft,
  type Fault,
  type FaultKind,
  type FaultMatch,
  type FaultOrder,
  type FaultParams,
  type FormAnswer,
  type FormOrder,
  type LoggedRequest,
  type OpenForm,
  type PersonChanges,
  type Rate,
  type RequestClass,
  type SimulatorBehaviour,
  type SimulatorOptions,
  startSimulator,
  type TagChanges,
  type Tallies,
  type ToldBot,
  type ToldMessage,
  type ToldMessages,
  type ToldTask,
  type Truth,
} from '../../../apps/simulator/src/simulator.js';
import { SimulatorControl } from './simulator-control.js';

const API_PATH = '/api/shared/v1';
const CONTROL_PATH = '/_sim';
const DEFAULT_TOKEN = 'sim-bot-token';

/** Which messages to tell; everything given must fit. */
export interface MessageQuestion {
  /** Of the direct chat, whoever wrote. */
  readonly personId?: number;
  /** A text in the avatar's address or in the data of a button. */
  readonly marker?: string;
  readonly authorId?: number;
}

/**
 * A simulator as a test holds it: what really happened, what shall go wrong, and who does what.
 *
 * It speaks HTTP alone, so the simulator may run in this process (`start`) or in any other on this machine (`at`).
 * Every method throws an `Error` with the simulator's reason when it refuses.
 */
export class SimulatorHandle {
  readonly apiUrl: string;
  private readonly control: SimulatorControl;

  private constructor(
    /** `http://127.0.0.1:port` */
    readonly url: string,
    /** Of the first bot. */
    readonly token: string,
    private readonly stop: () => Promise<void>,
  ) {
    this.apiUrl = url + API_PATH;
    this.control = new SimulatorControl(url + CONTROL_PATH);
  }

  /** Starts one in this process, on a free port; `close` ends it. */
  static async start(options: SimulatorOptions = {}): Promise<SimulatorHandle> {
    const simulator = await startSimulator(options);
    return new SimulatorHandle(simulator.url, simulator.token, simulator.close);
  }

  /** Takes hold of one that runs already, such as a child process; `close` leaves it running. */
  static at(url: string, token = DEFAULT_TOKEN): SimulatorHandle {
    return new SimulatorHandle(url.replace(/\/$/, ''), token, () => Promise.resolve());
  }

  /** Ends the simulator, where this handle has started it. */
  async close(): Promise<void> {
    await this.stop();
  }

  /** Figures; with `people: true` also for each person written to. */
  async truth(options: { readonly people?: boolean } = {}): Promise<Truth> {
    return this.control.get('/truth', options.people === true ? { people: 'true' } : {});
  }

  /** All messages that fit, oldest first, deleted ones included. */
  async messages(question: MessageQuestion = {}): Promise<ToldMessage[]> {
    const { personId, marker, authorId } = question;
    const found: ToldMessage[] = [];
    let cursor: string | undefined;
    do {
      const query = { person: personId, marker, author: authorId, limit: 10_000, cursor };
      const page: ToldMessages = await this.control.get('/messages', query);
      found.push(...page.messages);
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    return found;
  }

  /** All of them, oldest first. */
  async tasks(): Promise<ToldTask[]> {
    const { tasks } = await this.control.get<{ tasks: ToldTask[] }>('/tasks');
    return tasks;
  }

  /** Requests to the API that the log still holds, in the order of arrival. `since` is on the scale of `arrivedMs`. */
  async requests(
    question: { readonly class?: RequestClass; readonly since?: number } = {},
  ): Promise<LoggedRequest[]> {
    const found: LoggedRequest[] = [];
    let cursor: string | undefined;
    do {
      const query = { ...question, limit: 10_000, cursor };
      const page: { requests: LoggedRequest[]; next: string | null } = await this.control.get(
        '/requests',
        query,
      );
      found.push(...page.requests);
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    return found;
  }

  /** For each token and class: how many, and the most in any second. */
  async rates(): Promise<Rate[]> {
    const { rates } = await this.control.get<{ rates: Rate[] }>('/rates');
    return rates;
  }

  /** Resolves with all counts when one has reached `atLeast`; rejects after `timeoutMs`, default four minutes. */
  async waitFor(counter: keyof Tallies, atLeast: number, timeoutMs = 240_000): Promise<Tallies> {
    return this.control.get('/wait', { counter, atLeast, timeoutMs });
  }

  /** As it was at the start, with other people if asked. Faults, messages and requests are gone. */
  async reset(changes: { readonly people?: number; readonly seed?: number } = {}): Promise<void> {
    await this.control.post('/reset', changes);
  }

  /** People live so many times as fast as real time; 0 = they stand still. */
  async setSpeed(speed: number): Promise<void> {
    await this.control.put('/speed', { speed });
  }

  /** How it answers where the vendor's documents leave room. */
  async behaviour(): Promise<SimulatorBehaviour> {
    return this.control.get('/behaviour');
  }

  /** From the next request on. @returns all of it */
  async setBehaviour(changes: Partial<SimulatorBehaviour>): Promise<SimulatorBehaviour> {
    return this.control.put('/behaviour', changes);
  }

  /** Something goes wrong from now on, wherever `match` fits (default: everywhere), until it is cleared. */
  async fault<K extends FaultKind>(kind: K, params?: FaultParams[K], match?: FaultMatch): Promise<Fault> {
    return this.control.post('/faults', { kind, params: params ?? {}, match: match ?? {} });
  }

  /** The same for a fault that comes as data. */
  async orderFault(order: FaultOrder): Promise<Fault> {
    return this.control.post('/faults', order);
  }

  /** With their counters. */
  async faults(): Promise<Fault[]> {
    const { faults } = await this.control.get<{ faults: Fault[] }>('/faults');
    return faults;
  }

  /** One, or all. */
  async clearFaults(id?: number): Promise<void> {
    await this.control.delete(id === undefined ? '/faults' : `/faults/${id}`);
  }

  /** Somebody as the API shows them, plus whether they were deleted. */
  async person(id: number): Promise<Readonly<Record<string, unknown>> & { readonly deleted: boolean }> {
    return this.control.get(`/people/${id}`);
  }

  /** The new one's id. */
  async addPerson(changes: PersonChanges = {}): Promise<number> {
    const { id } = await this.control.post<{ id: number }>('/people', changes);
    return id;
  }

  /** Suspends, deletes, renames, retags …; the bots are told. */
  async changePerson(id: number, changes: PersonChanges): Promise<void> {
    await this.control.put(`/people/${id}`, changes);
  }

  /** Somebody reads, clicks, deletes, replies, reacts, edits or forwards now. Returns the id of what came of it. */
  async act(personId: number, act: Act, order: ActOrder): Promise<number> {
    const { messageId } = await this.control.post<{ messageId: number }>(`/people/${personId}/${act}`, order);
    return messageId;
  }

  /** The forms that somebody has before them, oldest first. */
  async forms(personId: number): Promise<OpenForm[]> {
    return (await this.control.get<{ forms: OpenForm[] }>(`/people/${personId}/forms`)).forms;
  }

  /** Somebody sends a form, and sees what the bot answers. */
  async submit(personId: number, order: FormOrder): Promise<FormAnswer> {
    return this.control.post(`/people/${personId}/submit`, order);
  }

  /** With who carries them now. */
  async tags(): Promise<{ readonly id: number; readonly name: string; readonly memberIds: number[] }[]> {
    const { tags } = await this.control.get<{ tags: { id: number; name: string; memberIds: number[] }[] }>(
      '/tags',
    );
    return tags;
  }

  /** Makes the tag of that name, or changes who carries it; returns its id. */
  async putTag(changes: TagChanges & { readonly name: string }): Promise<number> {
    const { id } = await this.control.put<{ id: number }>('/tags', changes);
    return id;
  }

  /** All of the workspace, ours among them. */
  async bots(): Promise<ToldBot[]> {
    const { bots } = await this.control.get<{ bots: ToldBot[] }>('/bots');
    return bots;
  }

  /** What the draft leaves out is the simulator's choice, the token included. */
  async addBot(draft: BotDraft = {}): Promise<ToldBot> {
    return this.control.post('/bots', draft);
  }

  /** Scopes, token, webhook address …; a new token kills the old one. */
  async changeBot(userId: number, draft: BotDraft): Promise<ToldBot> {
    return this.control.put(`/bots/${userId}`, draft);
  }
}
