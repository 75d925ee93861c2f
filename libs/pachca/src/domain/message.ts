/** Where a message goes: `user` is a direct message by the person's id, `discussion` any chat by its id. */
export type EntityType = 'discussion' | 'thread' | 'user';

/** How the messenger shows a file. */
export type FileType = 'file' | 'image' | 'audio' | 'voice';

/** `url` opens a page and tells the bot nothing; `data` (up to 255 characters) comes back with the click. */
export interface Button {
  /** Up to 255 characters. */
  readonly text: string;
  readonly url?: string;
  readonly data?: string;
}

/** Rows of buttons, top to bottom. Within 8 a row and 12 rows both limits that the vendor publishes hold. */
export type ButtonRows = readonly (readonly Button[])[];

/** A file that was uploaded before (`PachcaClient.upload`). */
export interface DraftFile {
  /** From the upload; its extension must equal that of `name`, else the messenger refuses with `wrong_params`. */
  readonly key: string;
  readonly name: string;
  readonly fileType: Exclude<FileType, 'voice'>;
  /** Bytes; shown to the reader. */
  readonly size: number;
  /** Pixels; images only. */
  readonly width?: number;
  readonly height?: number;
}

/** A message to send. The vendor's guides allow 40,000 bytes of `content`; the client does not check that. */
export interface MessageDraft {
  readonly entityType: EntityType;
  /** A positive safe integer: id of the person, chat or thread. */
  readonly entityId: number;
  readonly content: string;
  readonly files?: readonly DraftFile[];
  readonly buttons?: ButtonRows;
  readonly parentMessageId?: number;
  /** Up to 255 characters; bot tokens only. */
  readonly displayName?: string;
  /** Up to 255 characters; bot tokens only. Carries the delivery's marker in its fragment. */
  readonly displayAvatarUrl?: string;
  /** Threads only. */
  readonly skipInviteMentions?: boolean;
  readonly linkPreview?: boolean;
}

/** Changes to a message: what is absent stays; `files: []` and `buttons: []` clear. */
export interface MessageChanges {
  readonly content?: string;
  readonly files?: readonly DraftFile[];
  readonly buttons?: ButtonRows;
  readonly displayName?: string;
  readonly displayAvatarUrl?: string;
}

/** A file of a message, as the messenger has it. */
export interface MessageFile {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly fileType: FileType | 'other';
  /** Signed and short-lived (7 days in the vendor's sample): never store it. */
  readonly url: string;
  readonly width: number | null;
  readonly height: number | null;
}

/**
 * A message as the messenger has it.
 *
 * `content` may differ from what was sent (mentions are rewritten, a DLP rule may replace the text), so it proves
 * nothing; `displayAvatarUrl` and the buttons' `data` come back as they were sent.
 */
export interface Message {
  readonly id: number;
  readonly entityType: EntityType | 'other';
  readonly entityId: number;
  readonly chatId: number;
  /** The chat above a thread; equal to `chatId` elsewhere. */
  readonly rootChatId: number | null;
  readonly content: string;
  /** The author. */
  readonly userId: number;
  readonly url: string | null;
  readonly files: readonly MessageFile[];
  readonly buttons: ButtonRows;
  readonly thread: { readonly id: number; readonly chatId: number } | null;
  /** A forwarded copy carries the original's buttons, so it must never count as the original. */
  readonly isForwarded: boolean;
  readonly parentMessageId: number | null;
  readonly displayName: string | null;
  readonly displayAvatarUrl: string | null;
  readonly createdAt: Date;
  /** Equals `createdAt` until the first edit. */
  readonly changedAt: Date | null;
  /** Deleted messages are still answered by id, with empty content; they are missing from lists. */
  readonly deletedAt: Date | null;
}
