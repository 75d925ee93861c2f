/** What can be asked of the API; the names by which faults and the request log speak of it. */
export const OPERATION_NAMES = [
  'messages.create', 'messages.list', 'messages.get', 'messages.update', 'messages.delete', 'messages.readers',
  'messages.pin', 'messages.unpin', 'reactions.list', 'reactions.add', 'reactions.remove', 'threads.create',
  'threads.get', 'users.list', 'users.get', 'users.status', 'search.users', 'tags.list', 'tags.get', 'tags.users',
  'chats.list', 'chats.get', 'chats.members', 'profile.get', 'profile.status', 'token.info', 'uploads.create',
  'uploads.direct', 'events.list', 'events.delete', 'bot.webhook', 'views.open', 'properties.list', 'tasks.create',
  'tasks.list',
] as const; // prettier-ignore
export type OperationName = (typeof OPERATION_NAMES)[number];
