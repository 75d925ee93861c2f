import type { SimContext } from './context.js';
import { IS_OVER } from './world.js';
import type { SimProcess } from './sim-process.js';

/** Between two looks of the world for something to break. */
const LOOK_MS = 10_000;
const STOPS_MS = [600, 2_500, 9_000, 17_000, 40_000, 90_000, 400_000] as const;

/** What happens to processes, the database and people, whatever the product is doing. */
export class Nemesis {
  private awayUntil = 0;

  constructor(private readonly seed: SimContext) {}

  isDatabaseAway(): boolean {
    return this.seed.time.now < this.awayUntil;
  }

  /** How long Postgres takes to answer. */
  replyMs(): number {
    const { faults, streams } = this.seed;
    return faults.fires('db.slow', '')
      ? streams.between('db.slow by', 500, 8_000)
      : streams.between('db.reply', 0, 3);
  }

  /**
   * A step of a process: it may die here, or be stopped here.
   *
   * @param where what it is about to do, or has just done
   * @returns whether it is dead
   */
  strikes(process: SimProcess | null, where: string): boolean {
    const { seed } = this;
    if (!process?.name.startsWith('w')) return false;
    if (seed.faults.fires('process.kill', where)) {
      seed.workers.kill(process, where);
      return true;
    }
    if (seed.faults.fires('process.stop', where)) {
      const ms = seed.streams.pick('stop for', STOPS_MS);
      seed.journal.note(`${process.name} is stopped ${where} for ${String(ms)} ms`);
      seed.journal.cover(`stopped ${where.replace(/ to \d+/, '')}`);
      process.stoppedUntil = Math.max(process.stoppedUntil, seed.time.now + ms);
      // So that nobody sleeps through the moment at which it goes on.
      seed.time.after(ms, { label: 'thaw', process: null, run: () => undefined });
    }
    return false;
  }

  begin(): void {
    this.later(this.seed.streams.between('look', 0, LOOK_MS));
  }

  private later(ms: number): void {
    this.seed.time.after(ms, {
      label: 'world',
      process: null,
      run: async () => {
        if (!this.seed.faults.isStorm) return;
        const statuses = [...(await this.seed.looks.runStatuses()).values()];
        const isOver = this.seed.reminders.areOver && statuses.every((status) => IS_OVER.has(status));
        if (isOver && (await this.seed.weather.rest())) return;
        await this.look();
        this.later(this.seed.streams.between('look', 500, 2 * LOOK_MS));
      },
    });
  }

  private async look(): Promise<void> {
    const { seed } = this;
    if (seed.faults.fires('world.database_restart', '')) this.restartDatabase();
    if (seed.faults.fires('world.clock_jump', '')) this.jumpClock();
    if (seed.faults.fires('world.worker_ends', '')) seed.workers.endSome();
    if (seed.faults.fires('world.person_suspended', '')) this.suspend();
    if (seed.faults.fires('world.person_writes', '')) this.write(false);
    if (seed.faults.fires('world.message_forwarded', '')) this.write(true);
    // Where sends are forgotten, the chat is all that tells of them.
    if (!seed.world.isRestored && seed.faults.fires('world.message_deleted', '')) await this.deleteOne();
    if (seed.world.chats.length > 0) this.lookAtChats();
    seed.operators.act(await seed.looks.runStatuses());
  }

  private restartDatabase(): void {
    const ms = this.seed.streams.between('database away', 100, 20_000);
    this.seed.journal.note(`the database restarts: away for ${ms.toFixed(0)} ms`);
    this.seed.journal.cover('database restarted');
    this.awayUntil = this.seed.time.now + ms;
    this.seed.sessions.loseAll();
    this.seed.time.after(ms, { label: 'database back', process: null, run: () => undefined });
  }

  private jumpClock(): void {
    const workers = this.seed.workers.living();
    if (workers.length === 0) return;
    const worker = this.seed.streams.pick('whose clock', workers);
    worker.process.skewMs = this.seed.streams.between('clock jump', -3_600_000, 3_600_000);
    this.seed.journal.note(
      `the clock of ${worker.process.name} is wrong by ${worker.process.skewMs.toFixed(0)} ms`,
    );
  }

  private suspend(): void {
    const person = this.seed.streams.pick('who', [...this.seed.messenger.people.values()]);
    person.isSuspended = !person.isSuspended;
    this.seed.journal.note(`person ${String(person.id)} is ${person.isSuspended ? 'suspended' : 'back'}`);
  }

  private lookAtChats(): void {
    const { faults, journal, messenger, streams } = this.seed;
    const chat = streams.pick('which chat', [...messenger.chats.values()]);
    if (faults.fires('world.chat_archived', '')) {
      chat.isArchived = !chat.isArchived;
      journal.note(`chat ${String(chat.id)} is ${chat.isArchived ? 'archived' : 'open again'}`);
    }
    if (!faults.fires('world.program_posts', '')) return;
    // What it says is what a run of ours may say, too.
    const { text: content } = streams.pick('what', this.seed.world.runs);
    messenger.apply({ recipientId: -chat.id, content, avatarUrl: null, isForeign: true });
  }

  /** Somebody writes into their chat with the bot, or forwards a message of the bot into it. */
  private write(isForward: boolean): void {
    const { messenger, streams, world } = this.seed;
    const personId = streams.pick('who', [...messenger.people.keys()]);
    const isInChat = world.chats.length > 0 && streams.next('where') < 0.5;
    const copied = messenger.ours().find((message) => message.deletedAt === null);
    if (isForward && copied === undefined) return;
    messenger.apply({
      recipientId: isInChat ? -streams.pick('which chat', world.chats) : personId,
      authorId: personId,
      content: isForward ? (copied?.content ?? '') : 'спасибо',
      // A person can paste an address, and a forwarded copy carries the original's.
      avatarUrl: copied?.avatarUrl ?? null,
      isForwarded: isForward,
    });
  }

  /** A recipient deletes what is known to be sent: within a doubt it would break assumption A8. */
  private async deleteOne(): Promise<void> {
    const { messenger, streams } = this.seed;
    const bound = await this.seed.looks.boundMessages();
    const known = messenger.ours().filter(({ id, deletedAt }) => deletedAt === null && bound.has(id));
    if (known.length > 0) messenger.remove(streams.pick('which', known), 'recipient');
  }
}
