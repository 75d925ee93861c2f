/** `other` stands for a value that is newer than this client. The workspace's owner is `admin`, too. */
export type UserRole = 'admin' | 'user' | 'multi_guest' | 'guest' | 'other';

/** `sent`: invited, registration not finished. */
export type InviteStatus = 'confirmed' | 'sent' | 'other';

/** `other`: a type that is newer than this version. */
export type PropertyType = 'string' | 'number' | 'date' | 'link' | 'other';

/** A value that the workspace keeps of one person besides the messenger's own fields. */
export interface CustomProperty {
  readonly id: number;
  readonly name: string;
  readonly dataType: PropertyType;
  /** Always text: numbers in decimal, dates in ISO form. */
  readonly value: string | null;
}

/** Which such properties there are. */
export interface CustomPropertyDefinition {
  readonly id: number;
  readonly name: string;
  readonly dataType: PropertyType;
}

/** What people are told about someone's absence. The messenger does not act on it when a message is sent. */
export interface UserStatus {
  readonly emoji: string;
  readonly title: string;
  /** An expired status may linger: compare it yourself. */
  readonly expiresAt: Date | null;
  readonly isAway: boolean;
  readonly awayMessage: string | null;
}

/** An account of the workspace, people and bots alike. Deleted accounts are not listed. */
export interface User {
  readonly id: number;
  /** Null until an invited person finishes registration. */
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly nickname: string;
  /** Null where the workspace hides personal data from bots; the same for `phoneNumber`. */
  readonly email: string | null;
  readonly phoneNumber: string | null;
  readonly department: string | null;
  readonly title: string | null;
  readonly role: UserRole;
  readonly isSuspended: boolean;
  readonly inviteStatus: InviteStatus;
  readonly inviterId: number | null;
  /** Names, not ids: names are unique in a workspace. */
  readonly tagNames: readonly string[];
  readonly customProperties: readonly CustomProperty[];
  readonly status: UserStatus | null;
  readonly isBot: boolean;
  readonly isSso: boolean;
  readonly createdAt: Date;
  /** Null: never signed in. */
  readonly lastActivityAt: Date | null;
  /** IANA name; null: the company's zone, which the API tells nobody. */
  readonly timeZone: string | null;
  readonly imageUrl: string | null;
}

/** A tag of people. `userCount` is the messenger's own figure. */
export interface Tag {
  readonly id: number;
  readonly name: string;
  readonly userCount: number;
}

/** A conversation, a channel or a direct chat that the token may see. */
export interface Chat {
  readonly id: number;
  readonly name: string | null;
  readonly ownerId: number | null;
  readonly memberIds: readonly number[];
  readonly groupTagIds: readonly number[];
  readonly isChannel: boolean;
  readonly isArchived: boolean;
  /** A direct chat of two. */
  readonly isPersonal: boolean;
  readonly isPublic: boolean;
  readonly createdAt: Date;
  readonly lastMessageAt: Date | null;
  readonly meetRoomUrl: string | null;
}
