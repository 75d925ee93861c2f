import { type Bot } from './bot.js';
import { type Chat } from './chat.js';
import { ChatStore } from './chat-store.js';
import { MessageStore } from './message-store.js';
import { PeopleStore } from './people-store.js';
import { type Signal, type SignalListener } from './signals.js';
import { TagStore } from './tag-store.js';
import { type Task } from './task.js';
import { noTallies } from './tallies.js';
import { UploadStore } from './upload-store.js';

/** Ranges of ids, apart from each other so that one is never mistaken for another, and all far below 2^31. */
export const FIRST_ID = {
  property: 301,
  bot: 501,
  person: 1_001,
  token: 7_001,
  tag: 9_001,
  chat: 20_000_001,
  thread: 50_000_001,
  file: 70_000_001,
  task: 90_000_001,
  message: 100_000_001,
} as const;

/** The workspace: everything that exists in it, and the only place where it is kept. */
export class World {
  readonly people = new PeopleStore();
  readonly tags = new TagStore(FIRST_ID.tag);
  readonly chats = new ChatStore(FIRST_ID.chat);
  readonly messages = new MessageStore(FIRST_ID.message);
  readonly uploads = new UploadStore();
  /** Oldest first. */
  readonly tasks: Task[] = [];
  readonly tallies = noTallies();
  private readonly botByToken = new Map<string, Bot>();
  private readonly listeners: SignalListener[] = [];
  private fileCount = 0;
  private threadCount = 0;

  get bots(): Bot[] {
    return [...this.botByToken.values()];
  }

  findBot(token: string): Bot | undefined {
    return this.botByToken.get(token);
  }

  addBot(bot: Bot): void {
    this.botByToken.set(bot.token, bot);
    this.chats.listenFor(bot.person.id);
  }

  /** The old token is dead at once. */
  rotateToken(bot: Bot, token: string): void {
    this.botByToken.delete(bot.token);
    bot.token = token;
    this.botByToken.set(token, bot);
  }

  nextFileId(): number {
    return FIRST_ID.file + this.fileCount++;
  }

  nextThreadId(): number {
    return FIRST_ID.thread + this.threadCount++;
  }

  /** Members of a thread are those of the chat it hangs in. */
  isMember(chat: Chat, personId: number): boolean {
    if (chat.kind === 'thread') {
      const root = this.chats.find(chat.rootChatId);
      return root !== undefined && this.isMember(root, personId);
    }
    return chat.memberIds.includes(personId);
  }

  /** May this person delete what others wrote there, and write in a channel? */
  isEditor(chat: Chat, personId: number): boolean {
    return chat.kind === 'direct' || chat.ownerId === personId || chat.editorIds?.has(personId) === true;
  }

  listen(listener: SignalListener): void {
    this.listeners.push(listener);
  }

  announce(signal: Signal): void {
    for (const listener of this.listeners) listener(signal);
  }
}
