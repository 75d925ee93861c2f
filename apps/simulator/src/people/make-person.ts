import { SeededRandom } from '../core/seeded-random.js';
import { type Person, type PersonRole } from '../world/person.js';
import { DEPARTMENTS, HEADS_TAG } from './company.js';
import { FEMALE_NAMES, MALE_NAMES, SURNAMES } from './names.js';
import { PLACES } from './places.js';
import { makeStatus } from './statuses.js';
import { feminineSurname } from './surname.js';
import { transliterate } from './transliterate.js';

const DAY_MS = 24 * 3_600_000;
const SUSPENDED_SHARE = 0.03;
const INVITED_SHARE = 0.02;
const GUEST_SHARE = 0.008;
const ADMIN_SHARE = 0.005;
const STATUS_SHARE = 0.06;
const NO_TIME_ZONE_SHARE = 0.02;
/** One in so many people heads the others of the department. */
const PEOPLE_PER_HEAD = 12;

/** A generated person: the nickname is not unique yet, tags and manager are still to be set. */
interface DraftPerson {
  readonly person: Person;
  readonly tagNames: readonly string[];
  readonly isHead: boolean;
}

/** Where in the sequence, under which id, at what time. */
interface DraftPlace {
  readonly seed: number;
  readonly index: number;
  readonly id: number;
  readonly nowMs: number;
}

/**
 * Person number `index` of a seed: always the same one, however many there are in all.
 * The first is an ordinary administrator at work, so that a company of one has somebody to write to.
 */
export function makePerson({ seed, index, id, nowMs }: DraftPlace): DraftPerson {
  const random = new SeededRandom(seed, 'person', index);
  const isWoman = random.chance(0.5);
  const firstName = random.pick(isWoman ? FEMALE_NAMES : MALE_NAMES);
  const surname = random.pick(SURNAMES);
  const lastName = isWoman ? feminineSurname(surname) : surname;
  const department = random.weighted(DEPARTMENTS);
  const isHead = index === 0 || random.chance(1 / PEOPLE_PER_HEAD);
  const title = isHead ? department.head : random.pick(department.titles);
  const place = random.weighted(PLACES);
  const workplace = random.chance(department.remoteShare) ? 'Удалённо' : department.workplace;
  const standing = standingOf(random, index);
  const createdAtMs = nowMs - random.integer(1, 1800) * DAY_MS - random.integer(0, DAY_MS);
  // One literal with all fields: 100,000 objects put together by spreading take twice the memory.
  const person: Person = {
    id,
    firstName: standing.isInvited ? null : firstName,
    lastName: standing.isInvited ? null : lastName,
    nickname: `${transliterate(lastName)}.${transliterate(firstName).charAt(0)}`,
    phoneNumber: `+7900${String(1_000_000 + index)}`,
    department: department.name,
    title,
    role: standing.role,
    suspended: standing.isSuspended,
    deleted: false,
    inviteStatus: standing.isInvited ? 'sent' : 'confirmed',
    inviterId: null,
    tagIds: [],
    city: place.city,
    staffNumber: String(100_001 + index),
    managerNickname: null,
    status: random.chance(STATUS_SHARE) && !standing.isInvited ? makeStatus(random, nowMs) : null,
    bot: false,
    sso: random.chance(0.7),
    createdAtMs,
    lastActivityAtMs: standing.isInvited
      ? null
      : lastActivity(random, standing.isSuspended, createdAtMs, nowMs),
    timeZone: random.chance(NO_TIME_ZONE_SHARE) ? null : place.timeZone,
    imageUrl: null,
  };
  return { person, tagNames: [workplace, ...(isHead ? [HEADS_TAG] : []), place.city], isHead };
}

interface Standing {
  readonly isSuspended: boolean;
  readonly isInvited: boolean;
  readonly role: PersonRole;
}

function standingOf(random: SeededRandom, index: number): Standing {
  const [suspended, invited, guest, admin] = [random.next(), random.next(), random.next(), random.next()];
  if (index === 0) return { isSuspended: false, isInvited: false, role: 'admin' };
  const isSuspended = suspended < SUSPENDED_SHARE;
  const isInvited = !isSuspended && invited < INVITED_SHARE;
  if (guest < GUEST_SHARE)
    return { isSuspended, isInvited, role: guest < GUEST_SHARE / 2 ? 'guest' : 'multi_guest' };
  return { isSuspended, isInvited, role: admin < ADMIN_SHARE ? 'admin' : 'user' };
}

/** Most were here within a day, some not for weeks; the suspended stopped long ago. */
function lastActivity(
  random: SeededRandom,
  isSuspended: boolean,
  createdAtMs: number,
  nowMs: number,
): number {
  const agoMs = isSuspended ? random.integer(30, 400) * DAY_MS : random.logNormal(0.25, 1.6) * DAY_MS;
  return Math.round(Math.max(createdAtMs, nowMs - agoMs));
}
