import { makePerson } from '../people/make-person.js';
import { type Simulation } from '../simulation.js';
import { type Person, type UserStatus } from '../world/person.js';
import { type MemberChange } from '../world/signals.js';
import { freeNickname } from '../world/staffing.js';
import { ControlError } from './control-error.js';
import {
  checkedFields,
  isFlag,
  isInstant,
  isRecord,
  isText,
  listOf,
  oneOf,
  orNull,
  type Rules,
} from './rules.js';

/** What can be changed about somebody from outside; `tags` are names and replace all. */
export interface PersonChanges {
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly department?: string | null;
  readonly title?: string | null;
  readonly role?: Person['role'];
  readonly suspended?: boolean;
  readonly deleted?: boolean;
  readonly inviteStatus?: Person['inviteStatus'];
  readonly timeZone?: string | null;
  readonly phoneNumber?: string | null;
  readonly city?: string | null;
  readonly managerNickname?: string | null;
  readonly imageUrl?: string | null;
  readonly lastActivityAt?: string | null;
  readonly tags?: readonly string[];
  readonly status?: {
    readonly emoji: string;
    readonly title: string;
    readonly isAway?: boolean;
    readonly awayMessage?: string | null;
    readonly expiresAt?: string | null;
  } | null;
}

const STATUS_RULES: Rules = {
  'emoji!': isText,
  'title!': isText,
  isAway: isFlag,
  awayMessage: orNull(isText),
  expiresAt: orNull(isInstant),
};

const RULES: Rules = {
  firstName: orNull(isText),
  lastName: orNull(isText),
  department: orNull(isText),
  title: orNull(isText),
  role: oneOf('admin', 'user', 'multi_guest', 'guest'),
  suspended: isFlag,
  deleted: isFlag,
  inviteStatus: oneOf('confirmed', 'sent'),
  timeZone: orNull(isText),
  phoneNumber: orNull(isText),
  city: orNull(isText),
  managerNickname: orNull(isText),
  imageUrl: orNull(isText),
  lastActivityAt: orNull(isInstant),
  tags: listOf(isText),
  status: (value) => (value === null || isRecord(value) ? null : 'a status or null'),
};

export function parsePersonChanges(body: unknown): PersonChanges {
  const changes: PersonChanges = checkedFields(body, RULES);
  if (isRecord(changes.status)) checkedFields(changes.status, STATUS_RULES, 'status.');
  return changes;
}

export function personOr404(sim: Simulation, id: number): Person {
  const person = sim.now.world.people.find(id);
  if (person === undefined) throw new ControlError(404, `There is no person ${id}`);
  return person;
}

/** Somebody new at work, an ordinary colleague but for what the changes say; in the announcement channel too. */
export function addPerson(sim: Simulation, changes: PersonChanges): Person {
  const { world } = sim.now;
  const id = world.people.nextId;
  const nowMs = Date.now();
  const { person, tagNames } = makePerson({ seed: sim.seed, index: id, id, nowMs });
  person.firstName ??= 'Новый';
  person.lastName ??= 'Сотрудник';
  person.nickname = freeNickname(world, person.nickname);
  person.role = 'user';
  person.suspended = false;
  person.inviteStatus = 'confirmed';
  person.createdAtMs = nowMs;
  person.lastActivityAtMs = nowMs;
  world.people.add(person);
  world.tags.retag(person, tagNames);
  apply(sim, person, changes);
  const announcements = [...world.chats.all()].find((chat) => chat.kind === 'channel');
  if (announcements !== undefined) world.chats.join(announcements, person.id);
  const change = changes.inviteStatus === 'sent' ? 'invite' : 'confirm';
  world.announce({ kind: 'company_member', change, userIds: [person.id] });
  return person;
}

/** Changes somebody, and tells the bots what kind of change it was. */
export function changePerson(sim: Simulation, person: Person, changes: PersonChanges): void {
  const before = { ...person };
  apply(sim, person, changes);
  const { world } = sim.now;
  world.announce({ kind: 'company_member', change: changeOf(before, person), userIds: [person.id] });
}

function apply(sim: Simulation, person: Person, changes: PersonChanges): void {
  const { tags, status, lastActivityAt, ...plain } = changes;
  Object.assign(person, plain);
  if (tags !== undefined) sim.now.world.tags.retag(person, tags);
  if (status !== undefined) person.status = status === null ? null : statusFrom(status);
  if (lastActivityAt !== undefined) {
    person.lastActivityAtMs = lastActivityAt === null ? null : Date.parse(lastActivityAt);
  }
}

function statusFrom(status: NonNullable<PersonChanges['status']>): UserStatus {
  const { emoji, title, isAway, awayMessage, expiresAt } = status;
  return {
    emoji,
    title,
    isAway: isAway ?? false,
    awayMessage: awayMessage ?? null,
    expiresAtMs: typeof expiresAt === 'string' ? Date.parse(expiresAt) : null,
  };
}

function changeOf(before: Person, after: Person): MemberChange {
  if (!before.deleted && after.deleted) return 'delete';
  if (!before.suspended && after.suspended) return 'suspend';
  if (before.suspended && !after.suspended) return 'activate';
  if (before.inviteStatus === 'sent' && after.inviteStatus === 'confirmed') return 'confirm';
  return 'update';
}
