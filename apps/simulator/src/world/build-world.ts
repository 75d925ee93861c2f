import { HEADS_TAG, WORKPLACES } from '../people/company.js';
import { makePeople } from '../people/make-people.js';
import { PLACES } from '../people/places.js';
import { addCompanyChats } from './company-chats.js';
import { addBot, type BotDraft, botPerson } from './staffing.js';
import { FIRST_ID, World } from './world.js';

/** What a fresh workspace is made from. */
export interface WorldPlan {
  readonly seed: number;
  /** How many people besides the bots, 0 to 100,000. */
  readonly people: number;
  readonly bots: readonly BotDraft[];
  readonly nowMs: number;
}

const FOREIGN_BOTS = ['Календарь', 'Сервис-деск', 'Кадровый помощник'];

/** A company with its bots, people, tags and chats, and no messages yet. The same seed gives the same company. */
export function buildWorld(plan: WorldPlan): World {
  const world = new World();
  for (const draft of plan.bots) addBot(world, draft, plan.nowMs);
  for (const name of FOREIGN_BOTS)
    botPerson(world, Math.max(world.people.nextId, FIRST_ID.bot), name, plan.nowMs);
  // In a fixed order, so that a tag's id does not depend on who comes first.
  for (const name of [...WORKPLACES, HEADS_TAG, ...PLACES.map((place) => place.city)])
    world.tags.ensure(name);
  const order = {
    seed: plan.seed,
    count: plan.people,
    firstId: Math.max(FIRST_ID.person, world.people.nextId),
    nowMs: plan.nowMs,
    tagId: (name: string) => world.tags.ensure(name).id,
  };
  for (const person of makePeople(order)) {
    world.people.add(person);
    world.tags.enter(person);
  }
  addCompanyChats(world, plan.nowMs);
  return world;
}

/** The custom properties of everybody; `staffNumber` is a number, the others are text. */
export const PROPERTIES = [
  { id: FIRST_ID.property, name: 'Город', dataType: 'string', field: 'city' },
  { id: FIRST_ID.property + 1, name: 'Табельный номер', dataType: 'number', field: 'staffNumber' },
  { id: FIRST_ID.property + 2, name: 'Руководитель', dataType: 'string', field: 'managerNickname' },
] as const;
