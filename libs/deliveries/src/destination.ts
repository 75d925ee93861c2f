import type { Person } from '#lib/directory';

/** Where one message goes: to a person's direct chat with the bot, or into a chat of many. */
export type Destination =
  { readonly kind: 'person'; readonly person: Person } | { readonly kind: 'chat'; readonly chatId: number };
