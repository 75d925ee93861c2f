import type { SimContext } from './context.js';
import { POST_MS, tellOf } from './inbound-events.js';
import type { TrueMessage } from './true-message.js';

/** Within so long whoever does something with a message does it: while reminders are on their way, before and after. */
const WITHIN_MS = [5_000, 30_000, 120_000] as const;
const CLICK_SHARE = 0.35;
const REACTION_SHARE = 0.2;

/** Recipients who confirm what they got, or react to it, and of whom the product hears by an event. */
export class Readers {
  constructor(private readonly seed: SimContext) {}

  applied(message: TrueMessage): void {
    const { seed } = this;
    const isAsked = message.buttons.flat().some(({ data }) => data !== undefined);
    if (!isAsked || seed.world.reminders.length === 0 || !seed.messenger.ours().includes(message)) return;
    const deed = seed.streams.next('deed');
    if (deed > CLICK_SHARE + REACTION_SHARE) return;
    const within = seed.streams.pick('deed', WITHIN_MS);
    seed.time.after(seed.streams.between('deed', 0, within) + seed.streams.between('event', 0, POST_MS), {
      label: `deed about ${String(message.id)}`,
      process: null,
      run: () => (deed <= CLICK_SHARE ? this.click(message) : this.react(message)),
    });
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
