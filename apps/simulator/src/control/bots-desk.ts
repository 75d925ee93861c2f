import { type Simulation } from '../simulation.js';
import { type Bot } from '../world/bot.js';
import { joinCompanyChats } from '../world/company-chats.js';
import { addBot, type BotDraft } from '../world/staffing.js';
import { ControlError } from './control-error.js';
import { checkedFields, isFlag, isText, listOf, orNull, type Rules } from './rules.js';

const RULES: Rules = {
  token: isText,
  name: isText,
  scopes: listOf(isText),
  outgoingUrl: orNull(isText),
  signingSecret: isText,
  events: listOf(isText),
  ignoreSelfMessages: isFlag,
  eventsHistoryEnabled: isFlag,
};

/** A bot as `/_sim` tells of it, secrets included: nothing here is worth hiding. */
export interface ToldBot {
  readonly userId: number;
  readonly token: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly outgoingUrl: string | null;
  readonly signingSecret: string;
  readonly events: readonly string[];
  readonly ignoreSelfMessages: boolean;
  readonly eventsHistoryEnabled: boolean;
}

export function tellBot(bot: Bot): ToldBot {
  return {
    userId: bot.person.id,
    token: bot.token,
    name: bot.person.firstName ?? '',
    scopes: [...bot.scopes],
    outgoingUrl: bot.outgoingUrl,
    signingSecret: bot.signingSecret,
    events: [...bot.events],
    ignoreSelfMessages: bot.ignoreSelfMessages,
    eventsHistoryEnabled: bot.eventsHistoryEnabled,
  };
}

export function parseBotDraft(body: unknown): BotDraft {
  return checkedFields(body, RULES);
}

export function newBot(sim: Simulation, draft: BotDraft): Bot {
  const { world } = sim.now;
  if (draft.token !== undefined && world.findBot(draft.token) !== undefined) {
    throw new ControlError(409, 'There is a bot with this token');
  }
  const bot = addBot(world, draft, Date.now());
  joinCompanyChats(world, bot);
  return bot;
}

export function botOr404(sim: Simulation, userId: number): Bot {
  const bot = sim.now.world.bots.find((each) => each.person.id === userId);
  if (bot === undefined) throw new ControlError(404, `There is no bot ${userId}`);
  return bot;
}

/** A new token kills the old one at once. */
export function changeBot(sim: Simulation, bot: Bot, draft: BotDraft): void {
  const { token, name, scopes, events, ...settings } = draft;
  if (token !== undefined) sim.now.world.rotateToken(bot, token);
  if (name !== undefined) bot.person.firstName = name;
  if (scopes !== undefined) bot.scopes = new Set(scopes);
  if (events !== undefined) bot.events = new Set(events);
  Object.assign(bot, settings);
}
