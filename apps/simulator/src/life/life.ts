import { type SimulatorBehaviour } from '../behaviour.js';
import { type SimulatedClock } from '../core/simulated-clock.js';
import { TimeHeap } from '../core/time-heap.js';
import { type Chat, peerOf } from '../world/chat.js';
import { type Message } from '../world/message.js';
import { type Messenger } from '../world/messenger.js';
import { type Person } from '../world/person.js';
import { type World } from '../world/world.js';
import { carryOut, replyTo } from './deeds.js';
import { type AftermathKind, planAftermath, planReading } from './reading-plan.js';

/** Something that a person will do with a message; `recruit` plans the reads of the next members of a big chat. */
interface Plan {
  readonly kind: 'read' | AftermathKind | 'recruit';
  readonly message: Message;
  /** Of the person; for `recruit` the index of the first member to plan for. */
  readonly who: number;
}

/** Deeds and plans carried out before others get the processor. */
const SLICE = 500;
const LONGEST_TIMER_MS = 2_000_000_000;

interface LifeParts {
  readonly world: World;
  readonly messenger: Messenger;
  readonly clock: SimulatedClock;
  readonly seed: number;
  readonly behaviour: () => SimulatorBehaviour;
}

/**
 * The people's side: after a bot's message they read it or not, click, react, answer, delete, each in their own time.
 *
 * A message costs one planned reading; nothing is polled. One timer waits for the earliest plan, however many there
 * are, and is set anew when a plan is added or the speed of the clock changes.
 */
export class Life {
  private readonly plans = new TimeHeap<Plan>();
  private timer: NodeJS.Timeout | null = null;
  private armedForMs = Number.POSITIVE_INFINITY;

  constructor(private readonly parts: LifeParts) {
    parts.world.listen((signal) => {
      if (signal.kind === 'message_new') this.notice(signal.message, signal.chat);
    });
  }

  get plannedCount(): number {
    return this.plans.size;
  }

  /** To be called after the clock's speed changed. */
  rearm(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.armedForMs = this.plans.nextAtMs ?? Number.POSITIVE_INFINITY;
    const delayMs = this.parts.clock.realDelayMs(this.armedForMs);
    if (!Number.isFinite(delayMs)) return;
    this.timer = setTimeout(
      () => {
        this.runDue();
      },
      Math.min(delayMs, LONGEST_TIMER_MS),
    );
    this.timer.unref();
  }

  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.plans.clear();
  }

  private notice(message: Message, chat: Chat): void {
    if (this.parts.behaviour().peopleRead === 'never') return;
    if (this.parts.world.people.find(message.authorId)?.bot !== true) return;
    const peerId = peerOf(chat, message.authorId);
    if (peerId === null) this.plan('recruit', message, 0, this.parts.clock.nowMs());
    else this.planReadingOf(message, peerId);
  }

  private planReadingOf(message: Message, personId: number): void {
    const person = this.parts.world.people.find(personId);
    if (!isAround(person)) return;
    const arrivedAtMs = this.parts.clock.nowMs();
    const reading = { seed: this.parts.seed, messageId: message.id, person, arrivedAtMs };
    const atMs = planReading(reading, this.parts.behaviour());
    if (atMs !== null) this.plan('read', message, personId, atMs);
  }

  private plan(kind: Plan['kind'], message: Message, who: number, atMs: number): void {
    this.plans.push(atMs, { kind, message, who });
    if (atMs < this.armedForMs) this.rearm();
  }

  private runDue(): void {
    const nowMs = this.parts.clock.nowMs();
    for (let count = 0; count < SLICE; count++) {
      const plan = this.plans.takeDue(nowMs);
      if (plan === null) break;
      this.run(plan);
    }
    this.rearm();
  }

  private run(plan: Plan): void {
    if (plan.kind === 'recruit') this.recruit(plan.message, plan.who);
    else this.act(plan.kind, plan.message, plan.who);
  }

  private act(kind: 'read' | AftermathKind, message: Message, personId: number): void {
    if (message.deletedAtMs !== null || !isAround(this.parts.world.people.find(personId))) return;
    if (kind === 'read') this.read(message, personId);
    else {
      const { messenger, seed } = this.parts;
      const reply = (to: Message, id: number, text: string): Message => {
        this.parts.world.tallies.replies += 1;
        return replyTo(messenger, to, id, text);
      };
      carryOut(kind, message, personId, { messenger, seed, reply });
    }
  }

  /** Opening a chat shows all that is in it, so everything above and below the message is read too. */
  private read(message: Message, personId: number): void {
    const { messenger, world, seed, clock } = this.parts;
    messenger.read(messenger.chatOf(message), personId);
    const person = world.people.find(personId);
    if (person === undefined) return;
    const reading = { seed, messageId: message.id, person };
    for (const next of planAftermath(reading, clock.nowMs(), this.parts.behaviour())) {
      this.plan(next.kind, message, personId, next.atMs);
    }
  }

  private recruit(message: Message, from: number): void {
    const { messenger, world, clock } = this.parts;
    const chat = messenger.chatOf(message);
    const members = (world.chats.find(chat.rootChatId) ?? chat).memberIds;
    for (const personId of members.slice(from, from + SLICE)) {
      if (personId !== message.authorId) this.planReadingOf(message, personId);
    }
    if (from + SLICE < members.length) this.plan('recruit', message, from + SLICE, clock.nowMs());
  }
}

/** Suspended and deleted people, those who never signed in, and bots do not read. */
function isAround(person: Person | undefined): person is Person {
  if (person === undefined || person.bot) return false;
  return !person.suspended && !person.deleted && person.inviteStatus === 'confirmed';
}
