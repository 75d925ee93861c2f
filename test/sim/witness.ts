import type { Flight, SimContext } from './context.js';
import type { Deletions } from './deletions.js';
import type { Invariants } from './invariants.js';
import type { Readers } from './readers.js';
import type { SimProcess } from './sim-process.js';
import type { TrueMessage } from './true-message.js';
import type { Reply } from './wire.js';

/** Statements that a proof must have met. */
const TOLD = ['open wave', 'parent gone', 'safe mode'];

/** Told of every step at the messenger, on the way to it and in the database; passes it on to who keeps account of it. */
export class Witness {
  constructor(
    private readonly seed: SimContext,
    private readonly invariants: Invariants,
    private readonly recipients: { readonly deletions: Deletions; readonly readers: Readers },
  ) {}

  statement(
    process: SimProcess,
    name: string,
    ended: { readonly ok: boolean; readonly error?: unknown },
  ): void {
    if (name === 'read' || name === 'nothing' || name === 'write') return;
    this.seed.changes += 1;
    const text = ended.ok
      ? ''
      : ` failed: ${ended.error instanceof Error ? (ended.error.message.split('\n').at(-1) ?? '') : ''}`;
    this.seed.journal.note(`${process.name} ${name}${text}`);
    if (ended.ok && TOLD.includes(name)) this.seed.journal.cover(name);
    const { ladder } = this.seed.world;
    // A run that was over runs again: whoever steers runs may steer this one.
    if (name === 'remind' && ladder !== null) this.seed.operators.goesOnWith({ id: ladder.runId });
  }

  applied(message: TrueMessage): void {
    this.seed.changes += 1;
    this.seed.journal.note(`message ${String(message.id)} to ${String(message.recipientId)}`);
    this.invariants.applied(message);
    this.recipients.deletions.applied(message);
    this.recipients.readers.applied(message);
  }

  changed(message: TrueMessage): void {
    this.seed.changes += 1;
    this.seed.journal.note(`message ${String(message.id)} says: ${message.content}`);
  }

  left(flight: Flight): void {
    this.seed.journal.note(`${flight.process?.name ?? ''} ${flight.name} leaves`);
    this.invariants.left(flight);
  }

  arrived(flight: Flight): void {
    this.invariants.arrived(flight);
  }

  answered(flight: Flight, reply: Reply): void {
    this.seed.journal.cover(`${flight.method} answered ${String(reply.status)}`);
    this.invariants.refused(flight, reply);
    if (reply.status === 429 && flight.method === 'POST') this.invariants.throttled(flight, reply);
  }
}
