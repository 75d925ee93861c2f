import { type SimulatorBehaviour } from '../behaviour.js';
import { type BodyReader, isFields } from '../http/body.js';
import { type Call } from '../http/operation.js';
import { refusal } from '../http/refusal.js';
import { type AttachedFile, type Button, type MessageContent } from '../world/message.js';
import { type World } from '../world/world.js';
import { filesFrom } from './attachments.js';

const MAX_BUTTON_TEXT = 255;
const MAX_ROW = 8;
const MAX_BUTTONS = 100;
const MAX_ROWS = 32;
const MAX_DISPLAY = 255;

/** The parts of a message that a body names; what it does not name is absent. */
export interface BodyChanges {
  content?: string;
  files?: readonly AttachedFile[];
  buttons?: MessageContent['buttons'];
  displayName?: string | null;
  displayAvatarUrl?: string | null;
}

/** Reads and checks what a message shall say. An empty list of files or buttons clears them. */
export function readMessageBody(call: Call, reader: BodyReader): BodyChanges {
  const { behaviour } = call.sim;
  const changes: BodyChanges = {};
  const content = reader.text('content');
  if (content !== undefined) changes.content = checkedContent(content, reader, behaviour);
  const buttons = reader.list('buttons');
  if (buttons !== undefined) changes.buttons = checkedButtons(buttons, reader, behaviour);
  const displayName = reader.text('display_name', MAX_DISPLAY);
  if (displayName !== undefined) changes.displayName = displayName;
  const displayAvatarUrl = reader.text('display_avatar_url', MAX_DISPLAY);
  if (displayAvatarUrl !== undefined) changes.displayAvatarUrl = storedAvatar(displayAvatarUrl, behaviour);
  const files = reader.list('files');
  if (files !== undefined) changes.files = filesFrom(call, files, reader);
  if (changes.content !== undefined) changes.content = storedContent(changes.content, call);
  return changes;
}

function storedAvatar(url: string, { avatarFragment }: SimulatorBehaviour): string {
  return avatarFragment === 'kept' ? url : url.replace(/#.*$/, '');
}

function checkedContent(content: string, reader: BodyReader, behaviour: SimulatorBehaviour): string {
  const length = behaviour.contentUnit === 'bytes' ? Buffer.byteLength(content) : content.length;
  if (length > behaviour.maxContentLength) throw refusal(422, reader.keyOf('content'), 'too_long');
  return content;
}

/** What the messenger keeps of a text: mentions by id become nicknames, and a data-loss rule may rewrite it. */
function storedContent(content: string, call: Call): string {
  const { world } = call.sim.now;
  const mentioned = content.includes('<@') ? withNicknames(content, world) : content;
  const { dlpText, dlpReplacement } = call.sim.behaviour;
  return dlpText === null || dlpText === '' ? mentioned : mentioned.replaceAll(dlpText, () => dlpReplacement);
}

function withNicknames(content: string, world: World): string {
  return content.replaceAll(/<@(\d{1,10})>/g, (mention, id: string) => {
    const person = world.people.find(Number(id));
    return person === undefined || person.deleted ? mention : `@${person.nickname}`;
  });
}

function checkedButtons(
  rows: readonly unknown[],
  reader: BodyReader,
  behaviour: SimulatorBehaviour,
): MessageContent['buttons'] {
  const key = reader.keyOf('buttons');
  const buttons = rows.map((row) => {
    if (!Array.isArray(row)) throw refusal(400, key, 'invalid', row);
    return row.map((button: unknown) => checkedButton(button, key, behaviour));
  });
  const isOverflowing =
    buttons.length > MAX_ROWS ||
    buttons.flat().length > MAX_BUTTONS ||
    buttons.some((row) => row.length > MAX_ROW);
  if (isOverflowing && behaviour.buttonOverflow === 'refused') throw refusal(422, key, 'wrong_params');
  return buttons.length === 0 ? null : buttons;
}

/** Only the documented fields are kept, each exactly as it came. */
function checkedButton(value: unknown, key: string, behaviour: SimulatorBehaviour): Button {
  if (!isFields(value)) throw refusal(400, key, 'invalid', value);
  const { text, url, data } = value;
  if (typeof text !== 'string' || text === '') throw refusal(422, key, 'blank');
  if (text.length > MAX_BUTTON_TEXT) throw refusal(422, key, 'too_long', text);
  const [hasUrl, hasData] = [typeof url === 'string', typeof data === 'string'];
  if (typeof data === 'string' && data.length > MAX_BUTTON_TEXT) throw refusal(422, key, 'too_long', data);
  if (!hasUrl && !hasData) throw refusal(422, key, 'wrong_params');
  if (hasUrl && hasData && behaviour.buttonWithBoth === 'refused') throw refusal(422, key, 'wrong_params');
  return {
    text,
    ...(typeof url === 'string' && { url }),
    ...(typeof data === 'string' && behaviour.buttonData === 'kept' && { data }),
  };
}
