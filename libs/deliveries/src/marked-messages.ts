import type { Message } from '#lib/pachca';
import { markerIn } from './domain/marker.js';
import type { SeenMessage } from './forgotten-sends.js';

/** Of messages of a bot of ours, those that carry a marker of our form. */
export function markedMessages(messages: readonly Message[]): SeenMessage[] {
  return messages.flatMap((message) => {
    const { id, chatId, createdAt } = message;
    const marker = markerIn(message);
    return marker === null ? [] : [{ messageId: id, chatId, marker, createdAt }];
  });
}
