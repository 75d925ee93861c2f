/** A message as it really is. */
export interface TrueMessage {
  readonly id: number;
  /** As deliveries name them: a person, or below zero a chat. */
  readonly recipientId: number;
  readonly chatId: number;
  readonly authorId: number;
  /** What it shows by now. */
  content: string;
  buttons: Buttons;
  readonly avatarUrl: string | null;
  /** Of the delivery that it was posted for, whatever it carries by now; `null`: it never had one. */
  readonly marker: string | null;
  readonly createdAt: number;
  /** The message that it answers. */
  readonly parentId: number | null;
  /** The history shows it from here on. */
  readonly visibleAt: number;
  readonly isForwarded: boolean;
  /** Another program posted it with the bot's token. */
  readonly isForeign: boolean;
  deletedAt: number | null;
  deletedBy: 'us' | 'recipient' | null;
}

export type Buttons = readonly (readonly { readonly text: string; readonly data?: string }[])[];

export interface Person {
  readonly id: number;
  isSuspended: boolean;
}

/** A conversation of many. */
export interface Chat {
  readonly id: number;
  isArchived: boolean;
}

/** What is to become a message. */
export interface NewMessage {
  readonly recipientId: number;
  readonly content: string;
  readonly avatarUrl: string | null;
  readonly buttons?: Buttons;
  readonly parentId?: number | null;
  readonly lagMs?: number;
  readonly authorId?: number;
  readonly isForwarded?: boolean;
  readonly isForeign?: boolean;
}

export const BOT_ID = 900;

/** By whichever way it rides. */
export function markerIn({
  avatarUrl,
  buttons = [],
}: Pick<NewMessage, 'avatarUrl' | 'buttons'>): string | null {
  const inAvatar = /#d=([\w-]{22})\.a\d+$/.exec(avatarUrl ?? '')?.[1];
  const inButton = buttons.flat().map(({ data }) => /^v1\.([\w-]{22})[.~]/.exec(data ?? '')?.[1]);
  return inAvatar ?? inButton.find((marker) => marker !== undefined) ?? null;
}
