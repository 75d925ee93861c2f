/** People of one department, or with one title, or with one value of a property; those who left are not counted. */
export interface NamedGroup {
  readonly name: string;
  readonly peopleCount: number;
}

/** A field that the workspace has added to its people. */
export interface PropertyDefinition {
  readonly id: number;
  readonly name: string;
  /** `string`, `number`, `date`, `link`, or `other` for one that is newer than this version. */
  readonly dataType: string;
  /** How many people have a value. */
  readonly peopleCount: number;
}

/** A conversation or a channel; direct chats are not in the directory. */
export interface DirectoryChat {
  readonly id: number;
  readonly name: string | null;
  readonly ownerId: number | null;
  readonly isChannel: boolean;
  readonly isArchived: boolean;
  /** Anybody of the workspace may join. */
  readonly isPublic: boolean;
  /** The bot that reads the directory is in it. */
  readonly isMember: boolean;
  /** Bots and suspended people among them, as the messenger lists them. */
  readonly memberCount: number;
  readonly lastMessageAt: Date | null;
  /** As of when all this, its members included, is known. */
  readonly syncedAt: Date;
}
