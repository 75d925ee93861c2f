import { type Person } from './person.js';

/** Everybody in the workspace by id, bots and deleted people included; ids only grow. */
export class PeopleStore {
  /** Ascending by id. */
  readonly all: Person[] = [];
  private readonly byId = new Map<number, Person>();
  private readonly byNickname = new Map<string, Person>();

  get nextId(): number {
    return (this.all.at(-1)?.id ?? 0) + 1;
  }

  /** Throws when the id does not follow all others: the list is kept in order by that alone. */
  add(person: Person): void {
    if (person.id < this.nextId) throw new RangeError(`Person ${String(person.id)} is out of order`);
    this.all.push(person);
    this.byId.set(person.id, person);
    this.byNickname.set(person.nickname, person);
  }

  /** Also finds the deleted. */
  find(id: number): Person | undefined {
    return this.byId.get(id);
  }

  isNicknameTaken(nickname: string): boolean {
    return this.byNickname.has(nickname);
  }
}
