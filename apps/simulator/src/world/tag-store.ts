import { type Person } from './person.js';

export interface Tag {
  readonly id: number;
  name: string;
  /** Ascending. */
  memberIds: number[];
}

/** Tags and who carries them; a person's `tagIds` and a tag's `memberIds` are changed only here, together. */
export class TagStore {
  /** Ascending by id. */
  readonly all: Tag[] = [];
  private nextId: number;

  constructor(firstId: number) {
    this.nextId = firstId;
  }

  find(id: number): Tag | undefined {
    return this.all.find((tag) => tag.id === id);
  }

  named(name: string): Tag | undefined {
    return this.all.find((tag) => tag.name === name);
  }

  /** The tag of that name, made when there is none. */
  ensure(name: string): Tag {
    const existing = this.named(name);
    if (existing !== undefined) return existing;
    const tag: Tag = { id: this.nextId++, name, memberIds: [] };
    this.all.push(tag);
    return tag;
  }

  /** Enters somebody new, whose `tagIds` are set already; ids of people grow, so the lists stay in order. */
  enter(person: Person): void {
    for (const tagId of person.tagIds) this.find(tagId)?.memberIds.push(person.id);
  }

  /** Replaces what somebody carries. */
  retag(person: Person, names: readonly string[]): void {
    for (const tagId of person.tagIds) {
      const tag = this.find(tagId);
      if (tag !== undefined) tag.memberIds = tag.memberIds.filter((id) => id !== person.id);
    }
    const tags = [...new Set(names)].map((name) => this.ensure(name));
    person.tagIds = tags.map((tag) => tag.id);
    for (const tag of tags) tag.memberIds = [...tag.memberIds, person.id].sort((a, b) => a - b);
  }

  /** Replaces who carries a tag. */
  setMembers(tag: Tag, people: readonly Person[], all: readonly Person[]): void {
    const members = new Set(people.map((person) => person.id));
    for (const person of all) {
      const rest = person.tagIds.filter((id) => id !== tag.id);
      if (rest.length !== person.tagIds.length || members.has(person.id)) {
        person.tagIds = members.has(person.id) ? [...rest, tag.id] : rest;
      }
    }
    tag.memberIds = [...members].sort((a, b) => a - b);
  }

  remove(tag: Tag, all: readonly Person[]): void {
    this.setMembers(tag, [], all);
    this.all.splice(this.all.indexOf(tag), 1);
  }
}
