import type { SimContext } from './context.js';
import { POST_MS, tellOf } from './inbound-events.js';
import { earliest } from './ladder-plan.js';
import type { TrueMessage } from './true-message.js';
import { hasFollowUps } from './world.js';

/** Within so long whoever does something with a message does it: while reminders are on their way, before and after. */
const WITHIN_MS = [5_000, 30_000, 120_000] as const;
/** Of the announcement's beginning: people get it, and so the rung, some seconds later. */
const AROUND_MS = [0, 40_000] as const;
const CLICK_SHARE = 0.35;
const REACTION_SHARE = 0.2;

/** Recipients who confirm what they got, or react to it, and of whom the product hears by an event. */
export class Readers {
  constructor(private readonly seed: SimContext) {}

  applied(message: TrueMessage): void {
    const { seed } = this;
    const isAsked = message.buttons.flat().some(({ data }) => data !== undefined);
    if (!isAsked || !hasFollowUps(seed.world) || !seed.messenger.ours().includes(message)) return;
    const deed = seed.streams.next('deed');
    if (deed > CLICK_SHARE + REACTION_SHARE) return;
    const within = seed.streams.pick('deed', WITHIN_MS);
    const doneAfter = this.aboutRung() ?? seed.streams.between('deed', 0, within);
    seed.time.after(doneAfter + seed.streams.between('event', 0, POST_MS), {
      label: `deed about ${String(message.id)}`,
      process: null,
      run: () => (deed <= CLICK_SHARE ? this.click(message) : this.react(message)),
    });
  }

  /** Some do it about when a rung comes; `null`: this one does it when they get the message. */
  private aboutRung(): number | null {
    const { streams, time, world } = this.seed;
    if (world.ladder === null || streams.next('deed at a rung') < 0.4) return null;
    const run = world.runs.find(({ id }) => id === world.ladder?.runId);
    const { when } = streams.pick('deed at a rung', world.ladder.rungs);
    const at = earliest(when, run?.createdAt ?? time.now) + streams.between('deed at a rung', ...AROUND_MS);
    return at > time.now ? at - time.now : null;
  }

  private async click(message: TrueMessage): Promise<void> {
    const data = message.buttons.flat().find((button) => button.data !== undefined)?.data;
    // Deleted meanwhile, or edited so that there is nothing to press.
    if (data === undefined || message.deletedAt !== null) return;
    const { id: messageId, chatId, recipientId: userId } = message;
    await tellOf(this.seed, {
      type: 'button',
      key: `click ${String(messageId)}`,
      messageId,
      body: { event: 'click', chatId, userId, data, triggerId: `t${String(messageId)}` },
    });
  }

  private async react(message: TrueMessage): Promise<void> {
    if (message.deletedAt !== null) return;
    const { id: messageId, recipientId: userId } = message;
    const createdAt = new Date(this.seed.time.now).toISOString();
    await tellOf(this.seed, {
      type: 'reaction',
      key: `reaction ${String(messageId)}`,
      messageId,
      body: { event: 'new', userId, code: '👍', name: '+1', createdAt },
    });
  }
}
