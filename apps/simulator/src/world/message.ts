export interface Button {
  readonly text: string;
  readonly url?: string;
  readonly data?: string;
}

export interface AttachedFile {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly fileType: 'file' | 'image' | 'audio' | 'voice';
  readonly width: number | null;
  readonly height: number | null;
}

/** Somebody saw a message: real time, and the simulated time that they live by. */
export interface Reading {
  readonly personId: number;
  readonly atMs: number;
  readonly simulatedAtMs: number;
}

export interface Reaction {
  readonly userId: number;
  readonly atMs: number;
  readonly code: string;
  readonly name: string;
}

/** What an author may say in a message. Texts, buttons and the avatar's address are kept exactly as they came. */
export interface MessageContent {
  readonly content: string;
  readonly files: readonly AttachedFile[];
  readonly buttons: readonly (readonly Button[])[] | null;
  readonly displayName: string | null;
  readonly displayAvatarUrl: string | null;
}

/** A message that was applied. Deleted ones stay here with all they had: this is the ground truth. */
export interface Message {
  readonly id: number;
  readonly chatId: number;
  readonly authorId: number;
  readonly parentId: number | null;
  readonly forwardedFromId: number | null;
  readonly createdAtMs: number;
  /** Real monotonic time at which it was applied; on the same scale as the request log. */
  readonly appliedAtMs: number;
  body: MessageContent;
  changedAtMs: number;
  editCount: number;
  deletedAtMs: number | null;
  deletedById: number | null;
  threadId: number | null;
  readings: Reading[] | null;
  reactions: Reaction[] | null;
  clickCount: number;
}
