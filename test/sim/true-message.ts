/** A message as it really is. */
export interface TrueMessage {
  readonly id: number;
  readonly personId: number;
  readonly chatId: number;
  readonly authorId: number;
  /** What it shows by now. */
  content: string;
  readonly avatarUrl: string | null;
  readonly createdAt: number;
  /** The history shows it from here on. */
  readonly visibleAt: number;
  readonly isForwarded: boolean;
  deletedAt: number | null;
  deletedBy: 'us' | 'recipient' | null;
}

export interface Person {
  readonly id: number;
  isSuspended: boolean;
}

/** What is to become a message. */
export interface NewMessage {
  readonly personId: number;
  readonly content: string;
  readonly avatarUrl: string | null;
  readonly lagMs?: number;
  readonly authorId?: number;
  readonly isForwarded?: boolean;
}

export const BOT_ID = 900;
export const markerIn = (avatarUrl: string | null): string | null =>
  /#d=([\w-]{22})\.a\d+$/.exec(avatarUrl ?? '')?.[1] ?? null;
