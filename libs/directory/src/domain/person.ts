/** A field that the workspace has added to its people. */
export interface PersonProperty {
  readonly id: number;
  readonly name: string;
  readonly dataType: string;
  /** Always text: numbers in decimal, dates in ISO form. */
  readonly value: string | null;
}

/**
 * Somebody in the workspace, as the mirror knows them. Bots are among them.
 *
 * Only what is needed to choose and address people is kept: no phone number, e-mail only where the operator wants it.
 */
export interface Person {
  /** The messenger's own id. */
  readonly id: number;
  /** `null` until an invited person finishes registration. */
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly nickname: string;
  /** `null` unless the operator wants addresses to be kept and the messenger shows them. */
  readonly email: string | null;
  readonly department: string | null;
  readonly title: string | null;
  /** `admin`, `user`, `multi_guest`, `guest`, or `other` for one that is newer than this version. */
  readonly role: string;
  readonly isSuspended: boolean;
  readonly isBot: boolean;
  /** `confirmed`; `sent`: invited, registration not finished; or `other`. */
  readonly inviteStatus: string;
  /** IANA name; `null`: the company's zone, which the messenger tells nobody. */
  readonly timeZone: string | null;
  /** `null`: never signed in. */
  readonly lastActivityAt: Date | null;
  /** They had set a status that says so, and it had not run out, when they were last looked at. */
  readonly isAway: boolean;
  readonly imageUrl: string | null;
  readonly customProperties: readonly PersonProperty[];
  /** Names of their tags, sorted. */
  readonly tags: readonly string[];
  /** As of when all this is known to be true: the last full sync, or a later look at this person alone. */
  readonly syncedAt: Date;
  /** When it was noticed that they are not in the workspace any more; `null`: they are. */
  readonly leftAt: Date | null;
  /** Somebody has opted them out, and it has not ended. */
  readonly isOptedOut: boolean;
}

/** A group of people in the messenger. */
export interface DirectoryTag {
  readonly id: number;
  readonly name: string;
  /** As the messenger counts, suspended people perhaps included. */
  readonly usersCount: number;
}

/** How a person is called in lists and messages: first and last name, or the nickname of somebody who has neither. */
export function displayName(person: Pick<Person, 'firstName' | 'lastName' | 'nickname'>): string {
  const names = [person.firstName, person.lastName].filter((name) => name !== null && name.trim() !== '');
  return names.length === 0 ? person.nickname : names.join(' ');
}
