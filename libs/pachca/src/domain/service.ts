/** Facts about the token in use. Needs no scope, so it tells a dead token from a weak one. */
export interface TokenInfo {
  readonly id: number;
  /** First 8 and last 4 characters only. */
  readonly maskedToken: string;
  /** Null for a bot's token. */
  readonly name: string | null;
  /** Whose token it is: the bot's own user id. */
  readonly userId: number;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  /** `null`: it is good. */
  readonly revokedAt: Date | null;
  readonly expiresInSeconds: number | null;
  /** Refreshed at most hourly. */
  readonly lastUsedAt: Date | null;
}

/** A stored outgoing event of the bot: the same body that a webhook would have carried, not yet interpreted. */
export interface WebhookEvent {
  /** ULID-like. */
  readonly id: string;
  readonly eventType: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
}

/** The right to upload one file. */
export interface UploadTicket {
  readonly directUrl: string;
  /** Holds the literal `${filename}` that is replaced by the file's real name. */
  readonly keyTemplate: string;
  /** The signed form fields in the documented order, without `key` and `file`. */
  readonly fields: readonly (readonly [name: string, value: string])[];
}
