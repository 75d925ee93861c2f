/** Where the messenger shows messages, as in `url` of its own `Message` (its API description, «Message»). */
const CHATS = 'https://app.pachca.com/chats';

/** The address of a message for people; `null` while there is none. */
export function messageLink(chatId: number | null, messageId: number | null): string | null {
  return chatId === null || messageId === null ? null : `${CHATS}/${chatId}?message=${messageId}`;
}
