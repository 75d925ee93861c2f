import { Injectable } from '@nestjs/common';
import {
  type Addressee,
  type ContentButton,
  type ContentButtonRows,
  escapeValue,
  MAX_MESSAGE_BYTES,
  renderMessage,
  TemplateError,
  valueOf,
} from '#lib/content';
import { displayName } from '#lib/directory';
import { FileUploads } from '#lib/files';
import type { Button, ButtonRows, MessageDraft } from '#lib/pachca';
import type { SenderSession } from '#lib/senders';
import { ContentVersions, type FrozenContent } from './content-versions.repository.js';
import type { Destination } from './destination.js';
import { digestText } from './domain/digest-text.js';
import {
  type ButtonData,
  markedAvatar,
  markedData,
  type MarkedBy,
  type MarkerChannel,
} from './domain/marker.js';
import type { DigestPeople } from './run-steps.queries.js';

/** By what a bot's messages can be marked. */
export interface MarkingMeans {
  /** The bot's own picture; `null`: it has none, or it is not known. */
  readonly avatarUrl: string | null;
  /** Channels on which the messenger does not keep markers: nothing is proved by them. Default: none. */
  readonly lostChannels?: readonly MarkerChannel[];
}

/** For whom a message is to be made, and by what it is to be known again. */
export interface Addressing extends MarkingMeans {
  /** A person as they are now: the text shows their present name. */
  readonly to: Destination;
  /** Of the delivery; stays the same over all its attempts and edits. */
  readonly marker: string;
  /** Number of the attempt, for people who investigate. */
  readonly attempt: number;
  /** Of a thread: whom the text mentions is not made a member of it. Default: they are. */
  readonly skipInviteMentions?: boolean;
}

/** Which message is to be made, and for whom. */
export interface OutgoingRequest extends Addressing {
  readonly contentVersionId: string;
  /** Whom a digest names below its text; absent or `null`: it is none. */
  readonly digest?: DigestPeople | null;
  /** A message of the same chat that it answers; absent or `null`: none. */
  readonly replyTo?: number | null;
  /** The bot that has the files, or brings them to the messenger now; `null`: the draft names none. */
  readonly session: SenderSession | null;
}

/** What the messenger is given. */
export interface MadeMessage {
  readonly draft: MessageDraft;
  /** By what the chat's history will tell whose it is. */
  readonly markedBy: MarkedBy;
}

/** A message as it is posted, or as a message that was posted is to become. */
export interface OutgoingMessage extends MadeMessage {
  readonly contentVersionId: string;
}

/** Makes the messages of deliveries. */
@Injectable()
export class OutgoingMessages {
  constructor(
    private readonly versions: ContentVersions,
    private readonly uploads: FileUploads,
  ) {}

  /**
   * @returns `null`: for this person alone the text comes out blank or too long, which the messenger would refuse
   * @throws PachcaError when a file could not be brought to the messenger; SessionClosed
   */
  async of(request: OutgoingRequest): Promise<OutgoingMessage | null> {
    const { contentVersionId, session, replyTo = null } = request;
    const version = await this.versions.get(contentVersionId);
    const message = outgoingMessage(version, request);
    const made = message === null ? null : withNames(message, request.digest ?? null);
    if (made === null) return null;
    const files = session === null ? [] : await this.uploads.attach(session, version.content.files);
    const draft = {
      ...made.draft,
      ...(files.length > 0 && { files }),
      ...(replyTo !== null && { parentMessageId: replyTo }),
    };
    return { ...made, draft, contentVersionId };
  }
}

/**
 * The one place where a content becomes what the messenger is given; its files have to be brought there besides.
 *
 * @returns `null`: for this person alone the text comes out blank or too long, which the messenger would refuse
 */
export function outgoingMessage(
  { template, content, campaign, substance }: FrozenContent,
  { to, marker, attempt, avatarUrl, lostChannels = [], skipInviteMentions = false }: Addressing,
): MadeMessage | null {
  const text = textFor(() => renderMessage(template, addresseeOf(to), campaign));
  if (text === null) return null;
  const isAvatarLost = lostChannels.includes('avatar');
  const marked = isAvatarLost ? null : markedAvatar(content.avatarUrl ?? avatarUrl, marker, attempt);
  // The author's own picture shows all the same.
  const avatar = isAvatarLost ? content.avatarUrl : marked;
  const buttons = markedButtons(content.buttons, { marker, substance });
  return {
    markedBy: markedBy(
      marked !== null,
      !lostChannels.includes('buttons') && buttons.flat().some(({ data }) => data !== undefined),
    ),
    draft: {
      ...placeOf(to, skipInviteMentions),
      content: text,
      ...(buttons.length > 0 && { buttons }),
      ...(content.displayName !== null && { displayName: content.displayName }),
      ...(avatar !== null && { displayAvatarUrl: avatar }),
      ...(!content.linkPreview && { linkPreview: false }),
    },
  };
}

/** @returns `null`: with them it is longer than the messenger takes */
function withNames(message: MadeMessage, digest: DigestPeople | null): MadeMessage | null {
  if (digest === null) return message;
  const names = digest.names.map((person) => escapeValue(displayName(person)));
  const text = digestText(message.draft.content, { names, total: digest.total }, MAX_MESSAGE_BYTES);
  if (Buffer.byteLength(text) > MAX_MESSAGE_BYTES) return null;
  return { ...message, draft: { ...message.draft, content: text } };
}

/** Nobody's fields: the text of a chat post may ask for none, and one that does all the same shows nothing. */
const EVERYBODY: Addressee = {
  firstName: null,
  lastName: null,
  nickname: '',
  department: null,
  title: null,
  customProperties: [],
};

function addresseeOf(to: Destination): Addressee {
  return to.kind === 'person' ? to.person : EVERYBODY;
}

function placeOf(
  to: Destination,
  skipInviteMentions: boolean,
): Pick<MessageDraft, 'entityType' | 'entityId' | 'skipInviteMentions'> {
  if (to.kind === 'person') return { entityType: 'user', entityId: to.person.id };
  if (to.thread === null) return { entityType: 'discussion', entityId: to.chatId };
  return { entityType: 'thread', entityId: to.thread.id, ...(skipInviteMentions && { skipInviteMentions }) };
}

type MessageSign = Omit<ButtonData, 'choice'>;

function markedBy(byAvatar: boolean, byButtons: boolean): MarkedBy {
  if (byAvatar && byButtons) return 'both';
  if (byAvatar) return 'avatar';
  return byButtons ? 'buttons' : null;
}

function markedButtons(rows: ContentButtonRows, of: MessageSign): ButtonRows {
  return rows.map((row) => row.map((button) => markedButton(button, of)));
}

function markedButton(button: ContentButton, of: MessageSign): Button {
  const { text } = button;
  if (button.type === 'url') return { text, url: button.url };
  return { text, data: markedData({ ...of, choice: valueOf(button) }) };
}

function textFor(render: () => string): string | null {
  try {
    return render();
  } catch (error) {
    if (error instanceof TemplateError) return null;
    throw error;
  }
}
