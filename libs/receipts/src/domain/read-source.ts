/**
 * By what a read is known.
 *
 * - `poll`: the person was in the messenger's list of readers.
 * - `newer_message`: the person read a later message of the same direct chat, and opening a chat shows all of it.
 * - `click`, `reaction`, `reply`: the person did something with the message.
 */
export const READ_SOURCES = ['poll', 'newer_message', 'click', 'reaction', 'reply'] as const;
export type ReadSource = (typeof READ_SOURCES)[number];
