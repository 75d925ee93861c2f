import { type SimulatorBehaviour } from '../behaviour.js';
import { UlidSource } from '../core/ulid.js';
import { type Bot } from '../world/bot.js';
import { type Signal } from '../world/signals.js';
import { type World } from '../world/world.js';
import { type EventPayload, type StoredEvent } from './event.js';
import { type FormAnswer, Forms, type OpenForm } from './forms.js';
import { payloadOf } from './payloads.js';
import { Triggers } from './triggers.js';
import { type WebhookSender } from './webhook-sender.js';

/** Entries of one bot's history; the oldest go first. */
const HISTORY_KEPT = 200_000;

interface EventFeedParts {
  readonly world: World;
  readonly webhooks: WebhookSender;
  readonly behaviour: () => SimulatorBehaviour;
}

/** Tells bots what happens where they are: into their event history, and to their address when they gave one. */
export class EventFeed {
  readonly triggers: Triggers;
  readonly forms = new Forms();
  private readonly ids = new UlidSource();

  constructor(private readonly parts: EventFeedParts) {
    this.triggers = new Triggers(() => parts.behaviour().triggerLifetimeMs);
    parts.world.listen((signal) => {
      for (const bot of parts.world.bots) this.tell(bot, signal);
    });
  }

  /** What a bot's history holds and is not too old, oldest first. */
  historyOf(bot: Bot): readonly StoredEvent[] {
    const oldestMs = Date.now() - this.parts.behaviour().eventRetentionMs;
    while ((bot.history[0]?.atMs ?? oldestMs) < oldestMs) bot.history.shift();
    return bot.history;
  }

  /** What an event says to this bot. */
  payloadFor(bot: Bot, { signal, atMs, triggerId }: StoredEvent): EventPayload {
    return payloadOf(signal, { viewerId: bot.person.id, atMs, behaviour: this.parts.behaviour(), triggerId });
  }

  /** Tells the form's bot, and waits for its answer, as whoever sent it does. */
  async submit(form: OpenForm, data: Readonly<Record<string, unknown>>): Promise<FormAnswer> {
    const bot = this.parts.world.bots.find(({ person }) => person.id === form.botUserId);
    if (bot === undefined) throw new Error(`There is no bot ${form.botUserId}`);
    const event = this.keep(bot, 'view_submit', { kind: 'view_submit', form, data });
    this.parts.world.tallies.formsSent += 1;
    const answer = await this.parts.webhooks.ask(bot, event.eventType, this.payloadFor(bot, event));
    form.errors = answer.errors;
    if (answer.isClosed) this.forms.close(form);
    return answer;
  }

  private tell(bot: Bot, signal: Signal): void {
    const eventType = signal.kind === 'company_member' ? `company_member_${signal.change}` : signal.kind;
    const isWanted = bot.eventsHistoryEnabled || bot.outgoingUrl !== null;
    if (!isWanted || !bot.events.has(eventType) || !this.concerns(bot, signal)) return;
    const event = this.keep(bot, eventType, signal);
    if (bot.outgoingUrl !== null) this.parts.webhooks.send(bot, eventType, this.payloadFor(bot, event));
  }

  private keep(bot: Bot, eventType: string, signal: Signal): StoredEvent {
    const atMs = Date.now();
    const event: StoredEvent = {
      id: this.ids.next(atMs),
      eventType,
      signal,
      atMs,
      triggerId: this.triggerFor(bot, signal),
    };
    this.parts.world.tallies.events += 1;
    if (bot.eventsHistoryEnabled) {
      bot.history.push(event);
      if (bot.history.length > HISTORY_KEPT) bot.history.splice(0, HISTORY_KEPT / 10);
    }
    return event;
  }

  private triggerFor(bot: Bot, signal: Signal): string {
    if (signal.kind !== 'button_click') return '';
    const place = { botUserId: bot.person.id, userId: signal.userId, chatId: signal.chat.id };
    return this.triggers.issue(place, performance.now());
  }

  private concerns(bot: Bot, signal: Signal): boolean {
    if (signal.kind === 'company_member') return true;
    if (signal.kind === 'view_submit') return signal.form.botUserId === bot.person.id;
    // A click is told to the author of the message alone, whatever it says about its own messages.
    if (signal.kind === 'button_click') return signal.message.authorId === bot.person.id;
    if (!this.parts.world.isMember(signal.chat, bot.person.id)) return false;
    const isOwn =
      signal.kind === 'reaction_new' || signal.kind === 'reaction_delete'
        ? signal.reaction.userId === bot.person.id
        : signal.message.authorId === bot.person.id;
    return !isOwn || (!bot.ignoreSelfMessages && this.parts.behaviour().echoOwnMessages);
  }
}
