import { Injectable } from '@nestjs/common';
import { chatOfRecipient } from '#lib/campaigns';
import { Database } from '#lib/database';
import type { Message, PachcaClient } from '#lib/pachca';
import { boundMessages } from './doubt.queries.js';
import { ForgottenSends } from './forgotten-sends.js';
import { hasForeign } from './forgotten-sends.queries.js';
import { markedMessages } from './marked-messages.js';
import { OtherMessages } from './other-messages.js';
import { type MarkedBy, markerIn } from './domain/marker.js';

/** Whose chat is read, and at which priority. */
export interface ChatReader {
  readonly client: PachcaClient;
  readonly senderId: string;
  readonly botUserId: number | null;
}

/** A delivery whose message is looked for. */
export interface Sought {
  readonly recipientId: bigint;
  /** `null`: not known yet. */
  readonly chatId: bigint | null;
  /** Newest message of the chat that was bound before the intent: what is sought is newer. */
  readonly hwm: bigint;
  readonly sendingSince: Date;
  readonly marker: string;
  readonly markedBy: MarkedBy;
}

/** What the chat shows of one delivery. */
export interface ChatLook {
  readonly chatId: number | null;
  readonly found: readonly number[];
  /** When the newest of them was made, by the messenger's clock; `null`: none was found. */
  readonly newestMadeAt: Date | null;
  /** Whether every message in which the delivery could be was read. */
  readonly isComplete: boolean;
}

/** A chat that was active this long before the intent may be the one, by the messenger's clock. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;
/** A chat with more new messages than this cannot be read to its end in one look; its absence does not count. */
const MOST_PAGES = 40;

/** Reads the chat of a bot and a person for the message of a delivery (protocol 2.8, steps 1 to 3). */
@Injectable()
export class ChatEvidence {
  constructor(
    private readonly database: Database,
    private readonly others: OtherMessages,
    private readonly forgotten: ForgottenSends,
  ) {}

  /** @throws PachcaError when the messenger does not answer, or refuses */
  async look(reader: ChatReader, sought: Sought): Promise<ChatLook> {
    const chatId = sought.chatId === null ? await this.findChat(reader, sought) : Number(sought.chatId);
    // The listing was read to its end, so there is no chat and therefore no message.
    if (chatId === null) return { chatId, found: [], newestMadeAt: null, isComplete: true };
    const { messages, isComplete } = await this.newMessages(reader, chatId, sought);
    const ours = messages.filter((message) => message.userId === reader.botUserId && !message.isForwarded);
    await this.forgotten.seen(reader.senderId, markedMessages(ours));
    // Without a marker a message may be somebody else's who sends with this token, and so may be its absence.
    if (sought.markedBy === null && (await this.mayBeForeign(reader.senderId, sought)))
      return { chatId, isComplete: false, found: [], newestMadeAt: null };
    const found = await this.attribute(reader.senderId, sought, ours);
    // They come newest first.
    const newestMadeAt = ours.find(({ id }) => found.includes(id))?.createdAt ?? null;
    return { chatId, isComplete, found, newestMadeAt };
  }

  private async findChat(reader: ChatReader, sought: Sought): Promise<number | null> {
    const since = new Date(sought.sendingSince.getTime() - CLOCK_TOLERANCE_MS);
    const pages = reader.client.listChats({
      personal: true,
      sort: 'last_message_at',
      lastMessageAtAfter: since,
    });
    for await (const page of pages) {
      const chat = page.find((candidate) => candidate.memberIds.includes(Number(sought.recipientId)));
      if (chat !== undefined) return chat.id;
    }
    return null;
  }

  /** Somebody else was seen to send with this token; or it is a chat of many, where other programs post, too. */
  private async mayBeForeign(senderId: string, { recipientId }: Sought): Promise<boolean> {
    return chatOfRecipient(recipientId) !== null || hasForeign(this.database.client, senderId);
  }

  /**
   * Newest first, down to the newest message that was bound before the intent; in a chat of many, where there may be
   * none for thousands of messages, down to those from before the intent. Short pages are no end.
   */
  private async newMessages(
    reader: ChatReader,
    chatId: number,
    sought: Sought,
  ): Promise<{ messages: Message[]; isComplete: boolean }> {
    const messages: Message[] = [];
    const isOlder = olderThan(sought);
    let cursor: string | undefined;
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const page = await reader.client.listMessages({
        chatId,
        order: 'desc',
        ...(cursor !== undefined && { cursor }),
      });
      messages.push(...page.items.filter((message) => !isOlder(message)));
      if (page.nextCursor === null || page.items.some(isOlder)) return { messages, isComplete: true };
      cursor = page.nextCursor;
    }
    return { messages, isComplete: false };
  }

  /**
   * By the marker, where it could ride. Where it could not, by the lane: nothing else of this bot can have been sent to
   * the person meanwhile, so a message that belongs to no other delivery belongs to this one.
   */
  private async attribute(senderId: string, sought: Sought, ours: readonly Message[]): Promise<number[]> {
    if (sought.markedBy !== null) {
      return ours.filter((message) => markerIn(message) === sought.marker).map((message) => message.id);
    }
    const people = [Number(sought.recipientId)];
    const others = await this.others.among(senderId, people, ours);
    const unmarked = ours
      .filter((message) => markerIn(message) === null && !others.has(message.id))
      .map((message) => message.id);
    const bound = await boundMessages(this.database.client, senderId, unmarked);
    return unmarked.filter((id) => !bound.has(id));
  }
}

/** Whether a message stood there before the intent, so that neither it nor anything older is the one that is sought. */
function olderThan({ recipientId, hwm, sendingSince }: Sought): (message: Message) => boolean {
  const since = new Date(sendingSince.getTime() - CLOCK_TOLERANCE_MS);
  const isShared = chatOfRecipient(recipientId) !== null;
  return ({ id, createdAt }) => id <= Number(hwm) || (isShared && createdAt < since);
}
