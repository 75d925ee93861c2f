import { type SimulatorBehaviour } from '../behaviour.js';
import { type Chat, peerOf } from '../world/chat.js';
import { type AttachedFile, type Message } from '../world/message.js';
import { type World } from '../world/world.js';

type Json = Readonly<Record<string, unknown>>;

/** `YYYY-MM-DDThh:mm:ss.sssZ`. */
export function iso(atMs: number): string {
  return new Date(atMs).toISOString();
}

export function isoOrNull(atMs: number | null): string | null {
  return atMs === null ? null : iso(atMs);
}

export function messageUrl(message: Message): string {
  return `https://app.pachca.com/chats/${String(message.chatId)}?message=${String(message.id)}`;
}

/** Where a message stands, as the one who asks sees it: a direct chat is named by the other person. */
export function addressOf(
  chat: Chat,
  viewerId: number,
  behaviour: SimulatorBehaviour,
): { readonly entity_type: 'user' | 'thread' | 'discussion'; readonly entity_id: number } {
  if (chat.thread !== null) return { entity_type: 'thread', entity_id: chat.thread.id };
  const peerId = peerOf(chat, viewerId);
  if (peerId === null) return { entity_type: 'discussion', entity_id: chat.id };
  return { entity_type: 'user', entity_id: behaviour.directEntityId === 'peer' ? peerId : chat.id };
}

/** What a message is shown with. */
interface MessageView {
  readonly world: World;
  readonly chat: Chat;
  readonly viewerId: number;
  readonly behaviour: SimulatorBehaviour;
  readonly origin: string;
}

/** A message in the vendor's shape; a deleted one is empty and says when it went. */
export function presentMessage(message: Message, view: MessageView): Json {
  const { world, chat, behaviour } = view;
  const isDeleted = message.deletedAtMs !== null;
  const { body } = message;
  const showsMarks = !isDeleted || behaviour.deletedKeepsMarks;
  const threadChat = message.threadId === null ? undefined : world.chats.findThread(message.threadId);
  const isByBot = world.people.find(message.authorId)?.bot === true;
  return {
    id: message.id,
    ...addressOf(chat, view.viewerId, behaviour),
    chat_id: chat.id,
    root_chat_id: chat.rootChatId,
    content: isDeleted ? '' : body.content,
    user_id: message.authorId,
    created_at: iso(message.createdAtMs),
    url: messageUrl(message),
    files: isDeleted ? [] : body.files.map((file) => presentFile(file, view.origin)),
    voice_content: null,
    buttons: showsMarks ? body.buttons : null,
    thread: threadChat === undefined ? null : { id: message.threadId, chat_id: threadChat.id },
    forwarding: presentForwarding(message, world),
    parent_message_id: message.parentId,
    ...(isByBot && {
      display_avatar_url: showsMarks ? body.displayAvatarUrl : null,
      display_name: showsMarks ? body.displayName : null,
    }),
    changed_at: iso(message.changedAtMs),
    deleted_at: isoOrNull(message.deletedAtMs),
  };
}

/** The address is signed as the vendor's are, and as little there as theirs after a week: bytes are not kept. */
function presentFile(file: AttachedFile, origin: string): Json {
  return {
    id: file.id,
    key: file.key,
    name: file.name,
    file_type: file.fileType,
    url: `${origin}/files/${encodeURI(file.key)}?X-Amz-Expires=604800`,
    width: file.width,
    height: file.height,
  };
}

function presentForwarding(message: Message, world: World): Json | null {
  const original =
    message.forwardedFromId === null ? undefined : world.messages.find(message.forwardedFromId);
  if (original === undefined) return null;
  return {
    original_message_id: original.id,
    original_chat_id: original.chatId,
    author_id: original.authorId,
    original_created_at: iso(original.createdAtMs),
    original_thread_id: null,
    original_thread_message_id: null,
    original_thread_parent_chat_id: null,
  };
}

export function presentChat(chat: Chat): Json {
  return {
    id: chat.id,
    name: chat.name,
    created_at: iso(chat.createdAtMs),
    owner_id: chat.ownerId,
    member_ids: chat.memberIds,
    group_tag_ids: [],
    channel: chat.kind === 'channel',
    archived: chat.archived,
    personal: chat.kind === 'direct',
    public: chat.public,
    last_message_at: iso(chat.lastMessageAtMs),
    meet_room_url: `https://meet.pachca.com/chat-${String(chat.id)}`,
  };
}
