/**
 * What a request counts as. The documented limits: sends, edits and deletes 4 a second for each token and chat, with
 * bursts to 30 a second for 5 seconds; reads of messages 10 a second for each token; event history 5 in 2 seconds;
 * everything else 50 a second. `upload` is the direct upload of a file, which is no request to the API and unlimited.
 */
export const REQUEST_CLASSES = ['send', 'read', 'events', 'other', 'upload'] as const;
export type RequestClass = (typeof REQUEST_CLASSES)[number];
