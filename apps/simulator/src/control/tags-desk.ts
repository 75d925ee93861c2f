import { type Simulation } from '../simulation.js';
import { type Tag } from '../world/tag-store.js';
import { ControlError } from './control-error.js';
import { checkedFields, isFromOne, isText, listOf, type Rules } from './rules.js';
import { personOr404 } from './people-desk.js';

const RULES: Rules = { name: isText, memberIds: listOf(isFromOne) };

/** Name and members of a tag; `memberIds` replaces all. */
export interface TagChanges {
  readonly name?: string;
  readonly memberIds?: readonly number[];
}

export function parseTagChanges(body: unknown): TagChanges {
  return checkedFields(body, RULES);
}

export function tagOr404(sim: Simulation, id: number): Tag {
  const tag = sim.now.world.tags.find(id);
  if (tag === undefined) throw new ControlError(404, `There is no tag ${id}`);
  return tag;
}

/** Makes the tag of that name when there is none. */
export function putTag(sim: Simulation, changes: TagChanges): Tag {
  if (changes.name === undefined || changes.name === '') throw new ControlError(400, 'name is missing');
  const tag = sim.now.world.tags.ensure(changes.name);
  changeTag(sim, tag, { ...(changes.memberIds !== undefined && { memberIds: changes.memberIds }) });
  return tag;
}

export function changeTag(sim: Simulation, tag: Tag, changes: TagChanges): void {
  const { world } = sim.now;
  if (changes.name !== undefined) {
    const other = world.tags.named(changes.name);
    if (other !== undefined && other !== tag)
      throw new ControlError(409, 'There is another tag of that name');
    tag.name = changes.name;
  }
  if (changes.memberIds !== undefined) {
    const members = changes.memberIds.map((id) => personOr404(sim, id));
    world.tags.setMembers(tag, members, world.people.all);
  }
}

export function removeTag(sim: Simulation, tag: Tag): void {
  const { world } = sim.now;
  world.tags.remove(tag, world.people.all);
}
