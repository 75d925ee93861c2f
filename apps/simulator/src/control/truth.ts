import { iso, isoOrNull } from '../http/present.js';
import { type Simulation } from '../simulation.js';
import { type Button, type Message } from '../world/message.js';
import { type Tallies } from '../world/tallies.js';
import { type UploadedFile } from '../world/upload-store.js';

/** How a person fared: messages of bots in their direct chats. */
export interface PersonTruth {
  readonly personId: number;
  readonly messages: number;
  readonly deleted: number;
  readonly read: number;
  readonly clicks: number;
}

/** What really happened, in figures. */
export interface Truth {
  readonly tallies: Readonly<Tallies>;
  readonly people: number;
  readonly bots: number;
  readonly chats: number;
  /** Messages that bots wrote into direct chats, and to how many people; deleted ones included. */
  readonly directMessages: number;
  readonly recipients: number;
  /** Deeds of people that are planned and have not happened. */
  readonly planned: number;
  readonly speed: number;
  readonly simulatedNow: string;
  /** Real monotonic time, on the scale of the request log. */
  readonly nowMs: number;
  readonly uploads: readonly UploadedFile[];
  /** Only when asked for. */
  readonly byPerson?: readonly PersonTruth[];
}

export function truthOf(sim: Simulation, isByPerson: boolean): Truth {
  const { world, clock, life } = sim.now;
  const people = countByPerson(sim);
  let directMessages = 0;
  for (const person of people.values()) directMessages += person.messages;
  return {
    tallies: { ...world.tallies },
    people: world.people.all.filter((person) => !person.bot && !person.deleted).length,
    bots: world.bots.length,
    chats: world.chats.count,
    directMessages,
    recipients: people.size,
    planned: life.plannedCount,
    speed: clock.speed,
    simulatedNow: iso(clock.nowMs()),
    nowMs: performance.now(),
    uploads: world.uploads.all(),
    ...(isByPerson && { byPerson: [...people.values()] }),
  };
}

function countByPerson(sim: Simulation): Map<number, PersonTruth> {
  const { world, messenger } = sim.now;
  const counts = new Map<number, PersonTruth>();
  for (const message of world.messages.all) {
    if (world.people.find(message.authorId)?.bot !== true) continue;
    const personId = messenger.recipientOf(message);
    if (personId === null) continue;
    const before = counts.get(personId) ?? { personId, messages: 0, deleted: 0, read: 0, clicks: 0 };
    counts.set(personId, {
      personId,
      messages: before.messages + 1,
      deleted: before.deleted + (message.deletedAtMs === null ? 0 : 1),
      read:
        before.read + (message.readings?.some((reading) => reading.personId === personId) === true ? 1 : 0),
      clicks: before.clicks + message.clickCount,
    });
  }
  return counts;
}

/** A message as it really is, deleted or not. */
export interface ToldMessage {
  readonly id: number;
  readonly chatId: number;
  readonly chatKind: 'direct' | 'group' | 'channel' | 'thread';
  /** The person of a direct chat, whoever wrote; `null` elsewhere. */
  readonly personId: number | null;
  readonly authorId: number;
  readonly isByBot: boolean;
  readonly content: string;
  readonly buttons: readonly (readonly Button[])[] | null;
  readonly displayName: string | null;
  readonly displayAvatarUrl: string | null;
  readonly fileKeys: readonly string[];
  readonly parentId: number | null;
  /** Of a forwarded copy, which carries the buttons of the original. */
  readonly forwardedFromId: number | null;
  readonly threadId: number | null;
  readonly createdAt: string;
  /** Real monotonic time at which it was applied, on the scale of the request log. */
  readonly appliedMs: number;
  readonly changedAt: string;
  readonly editCount: number;
  readonly deletedAt: string | null;
  readonly deletedById: number | null;
  readonly readers: readonly {
    readonly personId: number;
    readonly readAt: string;
    readonly simulatedAt: string;
  }[];
  readonly reactions: readonly { readonly personId: number; readonly code: string; readonly at: string }[];
  readonly clickCount: number;
}

/** Which messages; everything given must fit. */
interface MessageFilter {
  readonly personId?: number;
  /** A text in the avatar's address or in the data of a button. */
  readonly marker?: string;
  readonly authorId?: number;
  /** Only behind this id. */
  readonly after?: number;
  readonly limit: number;
}

/** Oldest first; `next` is the `cursor` for more, `null` at the end. */
export interface ToldMessages {
  readonly messages: readonly ToldMessage[];
  readonly next: string | null;
}

export function messagesOf(sim: Simulation, filter: MessageFilter): ToldMessages {
  const { world } = sim.now;
  const found: ToldMessage[] = [];
  for (const message of world.messages.all) {
    if (message.id <= (filter.after ?? 0) || !fits(message, filter)) continue;
    const told = tell(sim, message);
    if (filter.personId !== undefined && told.personId !== filter.personId) continue;
    found.push(told);
    if (found.length === filter.limit) return { messages: found, next: String(message.id) };
  }
  return { messages: found, next: null };
}

function fits(message: Message, { authorId, marker }: MessageFilter): boolean {
  if (authorId !== undefined && message.authorId !== authorId) return false;
  if (marker === undefined) return true;
  const { displayAvatarUrl, buttons } = message.body;
  return (
    displayAvatarUrl?.includes(marker) === true ||
    buttons?.some((row) => row.some((button) => button.data?.includes(marker) === true)) === true
  );
}

function tell(sim: Simulation, message: Message): ToldMessage {
  const { world, messenger } = sim.now;
  const chat = messenger.chatOf(message);
  const isByBot = world.people.find(message.authorId)?.bot === true;
  const peerId = messenger.recipientOf(message);
  const { body } = message;
  return {
    id: message.id,
    chatId: chat.id,
    chatKind: chat.kind,
    personId: peerId === null || isByBot ? peerId : message.authorId,
    authorId: message.authorId,
    isByBot,
    content: body.content,
    buttons: body.buttons,
    displayName: body.displayName,
    displayAvatarUrl: body.displayAvatarUrl,
    fileKeys: body.files.map((file) => file.key),
    parentId: message.parentId,
    forwardedFromId: message.forwardedFromId,
    threadId: message.threadId,
    createdAt: iso(message.createdAtMs),
    appliedMs: message.appliedAtMs,
    changedAt: iso(message.changedAtMs),
    editCount: message.editCount,
    deletedAt: isoOrNull(message.deletedAtMs),
    deletedById: message.deletedById,
    readers: (message.readings ?? []).map((reading) => ({
      personId: reading.personId,
      readAt: iso(reading.atMs),
      simulatedAt: iso(reading.simulatedAtMs),
    })),
    reactions: (message.reactions ?? []).map((each) => ({
      personId: each.userId,
      code: each.code,
      at: iso(each.atMs),
    })),
    clickCount: message.clickCount,
  };
}
