import { type SimulatorBehaviour } from '../behaviour.js';
import { PROPERTIES } from '../world/build-world.js';
import { type Person, type UserStatus } from '../world/person.js';
import { type Tag } from '../world/tag-store.js';
import { type World } from '../world/world.js';
import { iso, isoOrNull } from './present.js';

type Json = Readonly<Record<string, unknown>>;

const MAIL_DOMAIN = 'severny-torg.example';

/** What a person is shown with. */
export interface PersonView {
  readonly world: World;
  /** Their own personal data everybody sees. */
  readonly viewerId: number;
  readonly behaviour: SimulatorBehaviour;
  readonly origin: string;
}

/** Somebody in the vendor's shape. An expired status lingers, as it may there. */
export function presentUser(person: Person, { world, viewerId, behaviour, origin }: PersonView): Json {
  const showsPersonalData = behaviour.personalDataVisible || person.id === viewerId;
  return {
    id: person.id,
    first_name: person.firstName,
    last_name: person.lastName,
    nickname: person.nickname,
    email: showsPersonalData && !person.bot ? `${person.nickname}@${MAIL_DOMAIN}` : null,
    phone_number: showsPersonalData ? person.phoneNumber : null,
    department: person.department,
    title: person.title,
    role: person.role,
    suspended: person.suspended,
    invite_status: person.inviteStatus,
    inviter_id: person.inviterId,
    list_tags: person.tagIds.map((id) => world.tags.find(id)?.name ?? ''),
    custom_properties: person.bot ? [] : PROPERTIES.map((each) => presentProperty(each, person[each.field])),
    user_status: person.status === null ? null : presentStatus(person.status),
    bot: person.bot,
    sso: person.sso,
    created_at: iso(person.createdAtMs),
    last_activity_at: isoOrNull(person.lastActivityAtMs),
    time_zone: person.timeZone,
    image_url: person.imageUrl?.startsWith('/') === true ? origin + person.imageUrl : person.imageUrl,
  };
}

function presentProperty(property: (typeof PROPERTIES)[number], value: string | null): Json {
  return { id: property.id, name: property.name, data_type: property.dataType, value };
}

export function presentStatus(status: UserStatus): Json {
  return {
    emoji: status.emoji,
    title: status.title,
    expires_at: isoOrNull(status.expiresAtMs),
    is_away: status.isAway,
    away_message: status.awayMessage === null ? null : { text: status.awayMessage },
  };
}

export function presentTag(tag: Tag, world: World, behaviour: SimulatorBehaviour): Json {
  return { id: tag.id, name: tag.name, users_count: tagMembers(tag, world, behaviour).length };
}

/** Who counts as carrying a tag: never the deleted; the suspended as the behaviour says. Ascending by id. */
export function tagMembers(tag: Tag, world: World, behaviour: SimulatorBehaviour): Person[] {
  const members: Person[] = [];
  for (const id of tag.memberIds) {
    const person = world.people.find(id);
    if (person === undefined || person.deleted) continue;
    if (behaviour.tagsIncludeSuspended || !person.suspended) members.push(person);
  }
  return members;
}

/** Text that `query` searches in. */
export function searchableText(person: Person): string {
  const parts = [person.firstName, person.lastName, person.nickname, person.phoneNumber];
  if (!person.bot) parts.push(`${person.nickname}@${MAIL_DOMAIN}`);
  return parts
    .filter((part) => part !== null)
    .join(' ')
    .toLowerCase();
}
