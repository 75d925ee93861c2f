import type { KnownThread, Person } from '#lib/directory';

/** Where one message goes: to a person's direct chat with the bot, into a chat of many, or into a thread of one. */
export type Destination =
  | { readonly kind: 'person'; readonly person: Person }
  | {
      readonly kind: 'chat';
      readonly chatId: number;
      /** Whose messages are those of `chatId`; `null`: it is none, or it is of no matter, as for a message that exists. */
      readonly thread: Pick<KnownThread, 'id'> | null;
    };
