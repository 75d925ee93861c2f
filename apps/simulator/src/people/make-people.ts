import { type Person } from '../world/person.js';
import { makePerson } from './make-person.js';

/** What a generated workforce starts from. */
interface PeopleOrder {
  readonly seed: number;
  readonly count: number;
  readonly firstId: number;
  readonly nowMs: number;
  /** The id of the tag with that name; asked for each tag of each person. */
  readonly tagId: (name: string) => number;
}

/**
 * A company's people. The same seed gives the same people, and fewer of them are the first ones of more.
 * Everybody but the heads has a head of the same department, once there is one.
 */
export function* makePeople(order: PeopleOrder): Generator<Person> {
  const nicknames = new Nicknames();
  const heads = new Map<string, string[]>();
  for (let index = 0; index < order.count; index++) {
    const draft = makePerson({ seed: order.seed, index, id: order.firstId + index, nowMs: order.nowMs });
    const { person, tagNames, isHead } = draft;
    person.nickname = nicknames.unique(person.nickname);
    person.tagIds = tagNames.map(order.tagId);
    person.managerNickname = isHead ? null : managerOf(person, heads, index);
    person.inviterId = index === 0 ? null : order.firstId;
    if (isHead) noteHead(person, heads);
    yield person;
  }
}

function managerOf(person: Person, heads: Map<string, string[]>, index: number): string | null {
  const own = heads.get(person.department ?? '');
  return own?.[index % own.length] ?? null;
}

function noteHead(person: Person, heads: Map<string, string[]>): void {
  if (person.suspended || person.firstName === null) return;
  const nicknames = heads.get(person.department ?? '') ?? [];
  // As a workspace would have to keep it for whoever looks a manager up: of two people of one name one would be meant.
  nicknames.push(person.nickname);
  heads.set(person.department ?? '', nicknames);
}

/** Hands out account names, each only once: the second ivanov.a becomes ivanov.a2. */
export class Nicknames {
  private readonly uses = new Map<string, number>();

  unique(stem: string): string {
    const use = (this.uses.get(stem) ?? 0) + 1;
    this.uses.set(stem, use);
    return use === 1 ? stem : `${stem}${String(use)}`;
  }
}
