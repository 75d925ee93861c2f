import type { Tag, User } from '#lib/pachca';
import { storableField, storableText } from './domain/storable-text.js';

/**
 * A person on the way into the mirror, as JSON for Postgres: `PERSON_RECORD` in people.queries.ts reads it by these
 * names. What Vestnik has no use for, phone numbers among it, ends here and is never stored.
 */
export interface PersonRecord {
  readonly id: number;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly nickname: string;
  /** `null` unless the operator wants addresses to be kept. */
  readonly email: string | null;
  readonly department: string | null;
  readonly title: string | null;
  readonly role: string;
  readonly is_suspended: boolean;
  readonly is_bot: boolean;
  readonly invite_status: string;
  readonly time_zone: string | null;
  readonly last_activity_at: string | null;
  readonly is_away: boolean;
  /** Compared with the database's clock when it is stored: an expired status may linger in the messenger. */
  readonly away_until: string | null;
  readonly image_url: string | null;
  readonly custom_properties: readonly PropertyRecord[];
  readonly tag_names: readonly string[];
}

interface PropertyRecord {
  readonly id: number;
  readonly name: string;
  readonly dataType: string;
  readonly value: string | null;
}

export interface TagRecord {
  readonly id: number;
  readonly name: string;
  readonly users_count: number;
}

/** What of a person is kept beyond what is needed to choose and address them. */
export interface Keeping {
  readonly storesEmail: boolean;
}

export function personRecord(user: User, { storesEmail }: Keeping): PersonRecord {
  return {
    id: user.id,
    first_name: storableField(user.firstName),
    last_name: storableField(user.lastName),
    nickname: storableText(user.nickname),
    email: storesEmail ? storableField(user.email) : null,
    department: storableField(user.department),
    title: storableField(user.title),
    role: user.role,
    is_suspended: user.isSuspended,
    is_bot: user.isBot,
    invite_status: user.inviteStatus,
    time_zone: storableField(user.timeZone),
    last_activity_at: user.lastActivityAt?.toISOString() ?? null,
    is_away: user.status?.isAway ?? false,
    away_until: user.status?.expiresAt?.toISOString() ?? null,
    image_url: storableField(user.imageUrl),
    custom_properties: user.customProperties.map((property) => ({
      id: property.id,
      name: storableText(property.name),
      dataType: property.dataType,
      value: storableField(property.value),
    })),
    tag_names: user.tagNames.map(storableText),
  };
}

export function tagRecord(tag: Tag): TagRecord {
  return { id: tag.id, name: storableText(tag.name), users_count: tag.userCount };
}
