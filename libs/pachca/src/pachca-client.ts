import { type Clock, systemClock } from '#lib/kernel';

import { type ApiCall, ApiCaller, type Operation } from './api-caller.js';
import { classifySend } from './domain/classify-send.js';
import { classifyTask } from './domain/classify-task.js';
import { type Chat, type CustomPropertyDefinition, type Tag, type User } from './domain/directory.js';
import { type Message, type MessageChanges, type MessageDraft } from './domain/message.js';
import { type ModalForm } from './domain/modal-form.js';
import { PachcaError } from './domain/pachca-error.js';
import { type Page } from './domain/page.js';
import { type ChatQuery, type ChatRole, type MessageQuery, type UserSearch } from './domain/query.js';
import { type ExchangeFailure, type SendObservation, type SendOutcome } from './domain/send-outcome.js';
import { type Task, type TaskDraft, type TaskOutcome } from './domain/task.js';
import { type TokenInfo, type UploadTicket, type WebhookEvent } from './domain/service.js';
import { type Thread } from './domain/thread.js';
import { type Answer, Exchanger } from './http/exchange.js';
import { type UploadSource } from './http/multipart.js';
import { parseBaseUrl } from './http/safe-origin.js';
import { openGate, type RequestGate } from './rate-gate.js';
import { type UploadedFile, Uploader } from './uploader.js';
import { readId, UnexpectedShape } from './wire/fields.js';
import { readChat, readPropertyDefinition, readTag, readUser } from './wire/read-directory.js';
import { readMessage, readThread } from './wire/read-message.js';
import { readData, readPlainList } from './wire/read-page.js';
import { readTokenInfo, readUploadTicket, readWebhookEvent } from './wire/read-service.js';
import { readTask, writeTask } from './wire/task.js';
import { writeForm } from './wire/write-form.js';
import { writeDraft, writeUpdate } from './wire/write-message.js';

/** One client is one bot at one address. */
export interface PachcaClientOptions {
  /** Such as `https://api.pachca.com/api/shared/v1`; plain http is accepted for loopback addresses only. */
  readonly baseUrl: string;
  /** The bot's access token. */
  readonly token: string;
  /** Default: no limit of our own. */
  readonly gate?: RequestGate;
  /** From the call to the last byte of the answer; default 10,000. Below the 15 s send deadline of a delivery. */
  readonly requestTimeoutMs?: number;
  /** Name lookup, TCP and TLS together; default 3,000. */
  readonly connectTimeoutMs?: number;
  /** The same as `requestTimeoutMs` for the transfer of a file; default 120,000. */
  readonly uploadTimeoutMs?: number;
  readonly clock?: Clock;
  /**
   * Waited for when a new connection is ready, before the request for which it was made is written; a rejection means
   * that it is not. Absent: written at once.
   */
  readonly whenConnected?: () => Promise<void>;
}

/** Until when a request that may leave only once may leave. */
interface SendGuard {
  /** By `clock.monotonicMs()`: the first byte may not be written after it. */
  readonly deadlineMs: number;
  /** Asked in the same moment: nothing of this process runs between a yes and the write. */
  readonly isAllowed?: () => boolean;
}

/** The largest pages that are documented; the API is always told, since its defaults may change. */
const PAGE = 50;
const READERS_PAGE = 300;
/** Twenty channels of 100,000 people each: a member's id takes about 8 bytes. */
const MAX_CHATS_ANSWER_BYTES = 16 * 1_048_576;

const GET_MESSAGE: Operation = { name: 'GET /messages/{id}', cls: 'history' };
const CREATE_MESSAGE: Operation = { name: 'POST /messages', cls: 'send' };
const CREATE_TASK: Operation = { name: 'POST /tasks', cls: 'send' };

/**
 * The messenger's API for one bot token, typed, with every answer checked when it arrives.
 *
 * - No request is ever repeated here: whether a repetition is safe is the caller's knowledge.
 * - `createMessage` gives a value for whatever happens. Every other method throws `PachcaError`, and goes through the
 *   gate; a 429 holds its class there before it is thrown.
 * - Lists are async iterables of pages; leaving the loop early is fine, reaching its end means that the list is whole.
 *
 * Ids must be positive safe integers, else a RangeError is thrown before anything is sent.
 */
export class PachcaClient {
  readonly #exchanger: Exchanger;
  readonly #api: ApiCaller;
  readonly #uploader: Uploader;

  /** @throws RangeError when the base URL or the token cannot be used; the message never repeats the token */
  constructor(options: PachcaClientOptions) {
    if (!/^[\x21-\x7e]+$/.test(options.token)) {
      throw new RangeError("The bot's token must be non-empty and hold no spaces or control characters.");
    }
    this.#exchanger = new Exchanger({
      clock: options.clock ?? systemClock,
      connectTimeoutMs: options.connectTimeoutMs ?? 3_000,
      whenConnected: options.whenConnected ?? (() => Promise.resolve()),
    });
    this.#api = new ApiCaller({
      exchanger: this.#exchanger,
      gate: options.gate ?? openGate,
      baseUrl: parseBaseUrl(options.baseUrl),
      token: options.token,
      timeoutMs: options.requestTimeoutMs ?? 10_000,
    });
    this.#uploader = new Uploader(this.#api, options.uploadTimeoutMs ?? 120_000);
  }

  /**
   * Sends one message, at most once, and says what became of it. Never throws for anything that the network or the
   * messenger does, never repeats, and does not pass the gate: the caller holds the place and, after `throttled`, the
   * gate.
   *
   * `not_written` is a proof that the messenger saw no byte of it; `doubtful` means that it may or may not exist.
   *
   * @param guard looked at right before the write, so a process that was stalled sends nothing late
   */
  async createMessage(draft: MessageDraft, guard: SendGuard): Promise<SendOutcome> {
    checkId(draft.entityId);
    const call = { path: '/messages', body: writeDraft(draft) };
    const result = await this.#sendOnce(CREATE_MESSAGE, call, guard);
    return classifySend(result.kind === 'answer' ? observationOf(result) : result, draft);
  }

  /** Makes one task, at most once, and says what became of it: all that is said of `createMessage` holds for it. */
  async createTask(draft: TaskDraft, guard: SendGuard): Promise<TaskOutcome> {
    checkId(draft.performerId);
    const call = { path: '/tasks', body: writeTask(draft) };
    const result = await this.#sendOnce(CREATE_TASK, call, guard);
    if (result.kind !== 'answer') return classifyTask(result, draft, null);
    return classifyTask(observationOf(result), draft, readable(result, readTask));
  }

  /** All tasks that the token may see, in no documented order; the API has no filter. Gate class `other`. */
  listTasks(): AsyncIterable<readonly Task[]> {
    return this.#api.pages(other('GET /tasks'), { path: '/tasks', query: { limit: PAGE } }, readTask);
  }

  /** A deleted message is answered, too, with `deletedAt` set. Gate class `history`. */
  async getMessage(id: number): Promise<Message> {
    return this.#api.item(GET_MESSAGE, { path: `/messages/${checkId(id)}` }, readMessage);
  }

  /** One page of a chat's messages; deleted ones are missing. Gate class `history`. */
  async listMessages(query: MessageQuery): Promise<Page<Message>> {
    const { chatId, limit = PAGE, order = 'desc', cursor } = query;
    const parameters = { chat_id: checkId(chatId), sort: 'id', order, limit, cursor };
    return this.#api.page(
      { name: 'GET /messages', cls: 'history' },
      { path: '/messages', query: parameters },
      readMessage,
    );
  }

  /**
   * Changes one of the bot's own messages; repeating the same change is harmless. Gate class `send`.
   *
   * @param options.latestStartMs asked in the request's turn: until when, by `clock.monotonicMs()`, its first byte may be
   * written. What it throws is thrown; nothing was sent then.
   */
  async updateMessage(
    id: number,
    changes: MessageChanges,
    options: { readonly latestStartMs?: () => Promise<number> } = {},
  ): Promise<Message> {
    const call = { path: `/messages/${checkId(id)}`, body: writeUpdate(changes), ...options };
    return this.#api.item({ name: 'PUT /messages/{id}', cls: 'send' }, call, readMessage);
  }

  /** `gone`: there was no such message any more. Both mean that it is away. Gate class `send`. */
  async deleteMessage(id: number): Promise<'deleted' | 'gone'> {
    return this.#api.remove({ name: 'DELETE /messages/{id}', cls: 'send' }, `/messages/${checkId(id)}`);
  }

  /**
   * Pins a message in its chat. Where it is pinned already, the messenger refuses with 422: a repeat is told, and
   * harmless. Gate class `other`.
   */
  async pinMessage(id: number): Promise<void> {
    const operation = other('POST /messages/{id}/pin');
    const request = this.#api.requestFor(operation, { path: `/messages/${checkId(id)}/pin` });
    await this.#api.run(operation, request, () => undefined);
  }

  /** `gone`: it was not pinned, or is away. Both mean that it is pinned no more. Gate class `other`. */
  async unpinMessage(id: number): Promise<'deleted' | 'gone'> {
    return this.#api.remove(other('DELETE /messages/{id}/pin'), `/messages/${checkId(id)}/pin`);
  }

  /**
   * Opens a form before whoever clicked. `expired`: the click was more than three seconds ago, or a form was opened with
   * it. Bot tokens only, scope `views:write`. Gate class `other`.
   *
   * @param latestStartMs by `clock.monotonicMs()`: the first byte is not written after it, and a PachcaError `timeout` is
   *   thrown
   */
  async openForm(form: ModalForm, latestStartMs: number): Promise<'opened' | 'expired'> {
    const operation = other('POST /views/open');
    const request = this.#api.requestFor(operation, { path: '/views/open', body: writeForm(form) });
    try {
      return await this.#api.run(
        operation,
        request,
        () => 'opened' as const,
        () => Promise.resolve(latestStartMs),
      );
    } catch (error) {
      if (error instanceof PachcaError && error.status === TRIGGER_GONE) return 'expired';
      throw error;
    }
  }

  /** @throws PachcaError `not_found` where the token sees no such thread */
  async getThread(id: number): Promise<Thread> {
    const call = { path: `/threads/${checkId(id)}` };
    return this.#api.item(other('GET /threads/{id}'), call, readThread);
  }

  /** The thread below a message: the one that there is, or a new one. Repeating it is harmless. Gate class `other`. */
  async openThread(messageId: number): Promise<Thread> {
    const call = { path: `/messages/${checkId(messageId)}/thread` };
    return this.#api.item(other('POST /messages/{id}/thread'), call, readThread);
  }

  /** Ids of those who read a message, up to 300 a page; when they did is not told. Gate class `history`. */
  readMemberIds(messageId: number): AsyncIterable<readonly number[]> {
    const call = { path: `/messages/${checkId(messageId)}/read_member_ids`, query: { limit: READERS_PAGE } };
    return this.#api.pages({ name: 'GET /messages/{id}/read_member_ids', cls: 'history' }, call, readId);
  }

  /** All accounts: suspended and invited people and bots are among them; the caller filters. */
  listUsers(): AsyncIterable<readonly User[]> {
    return this.#api.pages(other('GET /users'), { path: '/users', query: { limit: PAGE } }, readUser);
  }

  /** @throws PachcaError `not_found` where there is no such account */
  async getUser(id: number): Promise<User> {
    const call = { path: `/users/${checkId(id)}` };
    return this.#api.item(other('GET /users/{id}'), call, readUser);
  }

  /** One page of a full-text search by name, email, position and other fields, best match first. */
  async searchUsers(search: UserSearch): Promise<Page<User>> {
    const query = { query: search.text, limit: search.limit ?? PAGE, cursor: search.cursor };
    return this.#api.page(other('GET /search/users'), { path: '/search/users', query }, readUser);
  }

  /** How many accounts there are, without reading them; `null` where the answer does not say. */
  async countUsers(): Promise<number | null> {
    const call = { path: '/search/users', query: { limit: 1 } };
    return (await this.#api.page(other('GET /search/users'), call, readUser)).total;
  }

  /** @param names only the tags with these exact names */
  listTags(names?: readonly string[]): AsyncIterable<readonly Tag[]> {
    return this.#api.pages(
      other('GET /group_tags'),
      { path: '/group_tags', query: { names, limit: PAGE } },
      readTag,
    );
  }

  /** Those who carry the tag, 50 a page. */
  listTagUsers(tagId: number): AsyncIterable<readonly User[]> {
    const call = { path: `/group_tags/${checkId(tagId)}/users`, query: { limit: PAGE } };
    return this.#api.pages(other('GET /group_tags/{id}/users'), call, readUser);
  }

  /** Chats that the token may see, 50 a page unless the query says otherwise. */
  listChats(query: ChatQuery = {}): AsyncIterable<readonly Chat[]> {
    const { lastMessageAtAfter, lastMessageAtBefore, limit = PAGE, ...rest } = query;
    const times = { last_message_at_after: lastMessageAtAfter, last_message_at_before: lastMessageAtBefore };
    const call = {
      path: '/chats',
      query: { ...rest, ...times, limit },
      maxAnswerBytes: MAX_CHATS_ANSWER_BYTES,
    };
    return this.#api.pages(other('GET /chats'), call, readChat);
  }

  /** @throws PachcaError `not_found` where the token sees no such chat */
  async getChat(id: number): Promise<Chat> {
    const call = { path: `/chats/${checkId(id)}`, maxAnswerBytes: MAX_CHATS_ANSWER_BYTES };
    return this.#api.item(other('GET /chats/{id}'), call, readChat);
  }

  /** `User.role` of a member is the role in the workspace; that in the chat is what `role` asks for. */
  listChatMembers(chatId: number, role: ChatRole = 'all'): AsyncIterable<readonly User[]> {
    const call = { path: `/chats/${checkId(chatId)}/members`, query: { role, limit: PAGE } };
    return this.#api.pages(other('GET /chats/{id}/members'), call, readUser);
  }

  /** The token's owner: for a bot's token the bot itself. */
  async getProfile(): Promise<User> {
    return this.#api.item(other('GET /profile'), { path: '/profile' }, readUser);
  }

  /** Needs no scope. */
  async getTokenInfo(): Promise<TokenInfo> {
    const call = { path: '/oauth/token/info' };
    return this.#api.item(other('GET /oauth/token/info'), call, readTokenInfo);
  }

  /** All of them in one answer, without pages. */
  async listCustomProperties(entityType: 'User' | 'Task'): Promise<CustomPropertyDefinition[]> {
    const call = { path: '/custom_properties', query: { entity_type: entityType } };
    return this.#api.call(other('GET /custom_properties'), call, (value) =>
      readPlainList(value, readPropertyDefinition),
    );
  }

  /** Asks for the right to upload one file; a ticket serves one file. */
  async requestUpload(): Promise<UploadTicket> {
    return this.#api.call(other('POST /uploads'), { path: '/uploads' }, readUploadTicket);
  }

  /**
   * Streams a file to the store that the ticket names, without the token, and gives what a message refers to it by.
   *
   * @throws UploadSourceFailed when the content cannot be read or has another size than was said
   * @throws PachcaError `refused` when the store does not take it, for example because the ticket is too old
   */
  async upload(ticket: UploadTicket, file: UploadSource): Promise<UploadedFile> {
    return this.#uploader.upload(ticket, file);
  }

  /** The bot's stored events, kept only where its settings say so. Gate class `events`. */
  listWebhookEvents(): AsyncIterable<readonly WebhookEvent[]> {
    const call = { path: '/webhooks/events', query: { limit: PAGE } };
    return this.#api.pages({ name: 'GET /webhooks/events', cls: 'events' }, call, readWebhookEvent);
  }

  /** Takes one event out of the bot's history; `gone`: it was not there. Both mean that it is away. */
  async deleteWebhookEvent(id: string): Promise<'deleted' | 'gone'> {
    return this.#api.remove(
      other('DELETE /webhooks/events/{id}'),
      `/webhooks/events/${encodeURIComponent(id)}`,
    );
  }

  /** Closes the connections. What is under way fails, a send among it as doubtful; the client cannot be used again. */
  close(): void {
    this.#exchanger.close();
  }

  /** Past the gate, and without a word of what a failure means: that is for the classifier of the operation. */
  async #sendOnce(operation: Operation, call: ApiCall, guard: SendGuard): Promise<Answer | ExchangeFailure> {
    const { deadlineMs: latestStartMs, isAllowed = () => true } = guard;
    return this.#exchanger.exchange({ ...this.#api.requestFor(operation, call), latestStartMs, isAllowed });
  }
}

/** `trigger_expired`, `trigger_not_found`. */
const TRIGGER_GONE = 410;

const other = (name: Operation['name']): Operation => ({ name, cls: 'other' });

function checkId(id: number): number {
  if (!Number.isSafeInteger(id) || id <= 0)
    throw new RangeError(`An id must be a positive integer, not ${id}.`);
  return id;
}

function observationOf(answer: Answer): SendObservation {
  const { kind, status, body, retryAfterMs } = answer;
  return { kind, status, body, retryAfterMs, message: readable(answer, readMessage) };
}

function readable<T>(answer: Answer, read: (value: unknown, path: string) => T): T | null {
  if (answer.body.kind !== 'json') return null;
  try {
    return readData(answer.body.value, read);
  } catch (error) {
    if (error instanceof UnexpectedShape) return null;
    throw error;
  }
}
