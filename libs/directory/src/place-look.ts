import {
  type ChatRole,
  type Message,
  type PachcaClient,
  PachcaError,
  type PachcaErrorKind,
  type Thread,
} from '#lib/pachca';
import {
  blockedPlace,
  type KnownThread,
  type Place,
  type PlaceAnswer,
  type PlaceObstacle,
} from './domain/place.js';

/** What is needed of `#lib/pachca`'s client. */
export type PlaceSource = Pick<PachcaClient, 'getThread' | 'getMessage' | 'listChatMembers'>;

/** Who of a channel writes, the likeliest of a bot first: one that was added to a channel is made an editor. */
const WRITERS: readonly ChatRole[] = ['editor', 'admin', 'owner'];

/**
 * Whether anything can be posted into a place, by what the messenger tells of it; nothing is posted to find out.
 *
 * @throws PachcaError when the messenger does not answer
 */
export async function lookAt(source: PlaceSource, place: Place, botUserId: number): Promise<PlaceAnswer> {
  try {
    switch (place.kind) {
      case 'chat':
        return (await writes(source, place.id, botUserId)) ? NOTHING_AGAINST : blockedPlace('read_only');
      case 'thread':
        return await threadAnswer(source, await source.getThread(place.id));
      case 'message':
        return messageAnswer(await source.getMessage(place.id));
    }
  } catch (error) {
    const obstacle = error instanceof PachcaError ? obstacleOf(error) : null;
    if (obstacle === null) throw error;
    // Who of a channel may write is no secret of its own: where it is not told, the mirror is believed.
    return place.kind === 'chat' ? NOTHING_AGAINST : blockedPlace(obstacle);
  }
}

/**
 * Opens the thread below a message, or finds the one that there is.
 *
 * @throws PachcaError when the messenger does not answer
 */
export async function openBelow(
  opener: Pick<PachcaClient, 'openThread'>,
  messageId: number,
): Promise<PlaceAnswer> {
  try {
    const thread = knownThread(await opener.openThread(messageId));
    return thread === null
      ? blockedPlace('thread_alone')
      : { obstacle: null, thread, rootChatId: thread.rootChatId };
  } catch (error) {
    const obstacle = error instanceof PachcaError ? obstacleOf(error) : null;
    if (obstacle === null) throw error;
    // A message that was found when it was looked at is not there any more.
    return blockedPlace(obstacle === 'not_found' ? 'message_deleted' : obstacle);
  }
}

/** What a refusal says about the place itself; `null`: nothing, the answer may be another one next time. */
function obstacleOf({ kind, codes }: PachcaError): PlaceObstacle | null {
  if (codes.includes('thread_message')) return 'message_in_thread';
  if (codes.includes('message_deleted')) return 'message_deleted';
  return OBSTACLE_OF[kind] ?? null;
}

const OBSTACLE_OF: Partial<Record<PachcaErrorKind, PlaceObstacle>> = {
  not_found: 'not_found',
  forbidden: 'no_access',
  scope_missing: 'scope_missing',
};

/** The same thread as it is kept; `null`: it hangs below no message. */
function knownThread({ id, chatId, messageId, messageChatId }: Thread): KnownThread | null {
  return messageId === null || messageChatId === null
    ? null
    : { id, chatId, messageId, rootChatId: messageChatId };
}

const NOTHING_AGAINST: PlaceAnswer = { obstacle: null, thread: null, rootChatId: null };

async function writes(source: PlaceSource, chatId: number, botUserId: number): Promise<boolean> {
  for (const role of WRITERS)
    for await (const page of source.listChatMembers(chatId, role))
      if (page.some(({ id }) => id === botUserId)) return true;
  return false;
}

async function threadAnswer(source: PlaceSource, of: Thread): Promise<PlaceAnswer> {
  const thread = knownThread(of);
  if (thread === null) return blockedPlace('thread_alone');
  const message = await source.getMessage(thread.messageId);
  const obstacle = obstacleIn(message);
  return obstacle === null ? { obstacle, thread, rootChatId: thread.rootChatId } : blockedPlace(obstacle);
}

function messageAnswer(message: Message): PlaceAnswer {
  const { id: messageId, chatId: rootChatId, thread } = message;
  const obstacle = message.entityType === 'thread' ? 'message_in_thread' : obstacleIn(message);
  if (obstacle !== null) return blockedPlace(obstacle);
  return { obstacle, rootChatId, thread: thread === null ? null : { ...thread, messageId, rootChatId } };
}

function obstacleIn({ deletedAt, entityType }: Message): PlaceObstacle | null {
  if (deletedAt !== null) return 'message_deleted';
  return entityType === 'user' ? 'direct_chat' : null;
}
