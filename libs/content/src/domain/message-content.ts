import type { ErrorDetail } from '#lib/kernel';
import { type AcknowledgeBy, reactionProblems } from './ack-reaction.js';

/** How the text is marked up: the messenger's own inline markdown (its guide «Markdown»). */
export const CONTENT_FORMATS = ['pachca_markdown'] as const;
export type ContentFormat = (typeof CONTENT_FORMATS)[number];

/** What a button does when it is pressed. */
export const BUTTON_TYPES = ['url', 'ack', 'choice', 'question'] as const;
export type ButtonType = (typeof BUTTON_TYPES)[number];

/**
 * `url` opens a page and tells nobody; `ack` is the deliberate «I have read this»; `choice` answers with its `value`;
 * `question` opens a form with one field, over which `prompt` stands.
 */
export type ContentButton =
  | { readonly type: 'url'; readonly text: string; readonly url: string }
  | { readonly type: 'ack'; readonly text: string }
  | { readonly type: 'choice'; readonly text: string; readonly value: string }
  | QuestionButton;

/** `prompt`: absent: the form's own words, in the language of the text. */
export interface QuestionButton {
  readonly type: 'question';
  readonly text: string;
  readonly prompt?: string;
}

/** Rows of buttons, top to bottom. */
export type ContentButtonRows = readonly (readonly ContentButton[])[];

/** Everything that a message carries, the same for all its recipients but for the fields in the text. */
export interface MessageContent {
  readonly format: ContentFormat;
  readonly template: string;
  readonly buttons: ContentButtonRows;
  /** The reaction that confirms it as a button does; `null`: none. */
  readonly acknowledgeBy: AcknowledgeBy | null;
  /** Uuids of uploaded files, in the order in which they are shown. */
  readonly files: readonly string[];
  /** Whether the messenger shows what the first link leads to. */
  readonly linkPreview: boolean;
  /** The name above the message; `null`: the bot's own. */
  readonly displayName: string | null;
  /** The picture beside the message; `null`: the bot's own. */
  readonly avatarUrl: string | null;
}

/** A message that is nothing but its text. */
export function plainContent(template: string): MessageContent {
  return {
    format: 'pachca_markdown',
    template,
    buttons: [],
    acknowledgeBy: null,
    files: [],
    linkPreview: true,
    displayName: null,
    avatarUrl: null,
  };
}

/**
 * The envelope inside both limits that the vendor publishes (100 buttons and 8 a row in its OpenAPI document, 32 rows
 * in its guide).
 */
export const MAX_BUTTON_ROWS = 12;
/** Buttons side by side; see `MAX_BUTTON_ROWS`. */
export const MAX_BUTTONS_IN_ROW = 8;
/** Characters (the vendor's OpenAPI document, Button). */
export const MAX_BUTTON_TEXT = 255;
/** Characters. The vendor names no limit of addresses; this is what browsers and proxies pass everywhere. */
export const MAX_BUTTON_URL = 2_000;
/** Characters: with the marker before it the value must fit into a button's 255 characters of `data`. */
export const MAX_CHOICE_VALUE = 100;
/** Characters (the vendor's OpenAPI document, MessageCreateRequest). */
export const MAX_DISPLAY_NAME = 255;
/** Characters: what is left of the 255 of `display_avatar_url` beside the marker in its fragment. */
export const MAX_AVATAR_URL = 200;
/** The vendor names no number; this is what its clients show at once. */
export const MAX_FILES = 10;
/** Characters (the vendor's OpenAPI document, the label of ViewBlockInput). */
export const MAX_PROMPT = 150;
/** The value that an acknowledgement travels as; no choice may have it. */
export const ACK_VALUE = 'ack';
/** The value that the button of a form travels as; no choice can have it, for it is no word. */
export const QUESTION_VALUE = '?';

/** What a click on a button answers. A link answers nothing, and nobody is told of it. */
export function valueOf(button: Exclude<ContentButton, { type: 'url' }>): string {
  switch (button.type) {
    case 'ack':
      return ACK_VALUE;
    case 'choice':
      return button.value;
    case 'question':
      return QUESTION_VALUE;
  }
}

/** The button of a message's form; `null`: it has none. */
export function questionButton(rows: ContentButtonRows): QuestionButton | null {
  return rows.flat().find((button) => button.type === 'question') ?? null;
}

/** Words for machines: they travel in a button's `data` and come back with the click. */
const CHOICE_VALUE = /^[\p{L}\p{N}_.:-]+$/u;

/** What the messenger would refuse or the click could not be told by, besides the text; the places in `#/content`. */
export function contentProblems(content: MessageContent): ErrorDetail[] {
  return [
    ...buttonsProblems(content.buttons),
    ...reactionProblems(content.acknowledgeBy),
    ...filesProblems(content.files),
    ...personaProblems(content),
  ];
}

function filesProblems(files: readonly string[]): ErrorDetail[] {
  const tooMuch = files.length > MAX_FILES ? [tooMany('#/content/files', MAX_FILES, 'files')] : [];
  const twice = files.flatMap((id, place) => {
    if (files.indexOf(id) === place) return [];
    const detail = 'The same file is attached already.';
    return [{ pointer: `#/content/files/${place}`, code: 'repeated_file', detail }];
  });
  return [...tooMuch, ...twice];
}

function buttonsProblems(rows: ContentButtonRows): ErrorDetail[] {
  const problems: ErrorDetail[] = [];
  if (rows.length > MAX_BUTTON_ROWS) problems.push(tooMany('#/content/buttons', MAX_BUTTON_ROWS, 'rows'));
  const values = new Set<string>();
  rows.forEach((row, y) => {
    const pointer = `#/content/buttons/${y}`;
    if (row.length === 0)
      problems.push({
        pointer,
        code: 'too_few',
        detail: 'A row of buttons must not be empty.',
        params: { min: 1 },
      });
    if (row.length > MAX_BUTTONS_IN_ROW) problems.push(tooMany(pointer, MAX_BUTTONS_IN_ROW, 'buttons'));
    row.forEach((button, x) => problems.push(...buttonProblems(button, `${pointer}/${x}`, values)));
  });
  return problems;
}

/** @param values of the buttons before this one; filled on the way */
function buttonProblems(button: ContentButton, pointer: string, values: Set<string>): ErrorDetail[] {
  const problems: ErrorDetail[] = [];
  if (button.text.trim() === '')
    problems.push({ pointer: `${pointer}/text`, code: 'blank', detail: 'A button needs a text.' });
  if (button.text.length > MAX_BUTTON_TEXT) problems.push(tooLong(`${pointer}/text`, MAX_BUTTON_TEXT));
  if (button.type === 'url')
    return [...problems, ...addressProblems(button.url, `${pointer}/url`, MAX_BUTTON_URL)];
  if (button.type === 'question') problems.push(...promptProblems(button, `${pointer}/prompt`));
  const value = valueOf(button);
  const place = button.type === 'choice' ? `${pointer}/value` : pointer;
  if (values.has(value))
    problems.push(repeatedValue(button.type === 'question' ? button.type : value, place));
  values.add(value);
  if (button.type === 'choice') problems.push(...choiceProblems(value, place));
  return problems;
}

const repeatedValue = (value: string, pointer: string): ErrorDetail => ({
  pointer,
  code: 'repeated_value',
  detail: `Two buttons mean «${value}»: a click on one could not be told from a click on the other.`,
  params: { value },
});

function promptProblems({ prompt }: QuestionButton, pointer: string): ErrorDetail[] {
  if (prompt === undefined) return [];
  if (prompt.trim() === '') return [{ pointer, code: 'blank', detail: 'The prompt must not be blank.' }];
  return prompt.length > MAX_PROMPT ? [tooLong(pointer, MAX_PROMPT)] : [];
}

function choiceProblems(value: string, pointer: string): ErrorDetail[] {
  if (value === ACK_VALUE) {
    const detail = `«${ACK_VALUE}» is what an acknowledgement travels as. Use a button of the type ack, or another value.`;
    return [{ pointer, code: 'reserved_value', detail, params: { value } }];
  }
  if (value.length > MAX_CHOICE_VALUE) return [tooLong(pointer, MAX_CHOICE_VALUE)];
  if (CHOICE_VALUE.test(value)) return [];
  const detail = 'A value is a word of letters, digits, «_», «.», «:» and «-».';
  return [{ pointer, code: 'wrong_value', detail }];
}

function personaProblems({ displayName, avatarUrl }: MessageContent): ErrorDetail[] {
  const problems: ErrorDetail[] = [];
  if (displayName?.trim() === '')
    problems.push({
      pointer: '#/content/display_name',
      code: 'blank',
      detail: 'The name must not be blank.',
    });
  if (displayName !== null && displayName.length > MAX_DISPLAY_NAME)
    problems.push(tooLong('#/content/display_name', MAX_DISPLAY_NAME));
  if (avatarUrl !== null)
    problems.push(...addressProblems(avatarUrl, '#/content/avatar_url', MAX_AVATAR_URL));
  return problems;
}

function addressProblems(address: string, pointer: string, max: number): ErrorDetail[] {
  if (address.length > max) return [tooLong(pointer, max)];
  if (isSafeAddress(address)) return [];
  const detail =
    'A link must be a whole address that begins with https://, without a name and password in it.';
  return [{ pointer, code: 'not_https', detail }];
}

/** An https address that says itself where it leads. */
export function isSafeAddress(address: string): boolean {
  if (/[\s\p{Cc}\p{Cf}]/u.test(address) || !URL.canParse(address)) return false;
  const { protocol, username, password, hostname } = new URL(address);
  return protocol === 'https:' && username === '' && password === '' && hostname !== '';
}

const tooLong = (pointer: string, max: number): ErrorDetail => ({
  pointer,
  code: 'too_long',
  detail: `At most ${max} characters.`,
  params: { max },
});

const tooMany = (pointer: string, max: number, what: string): ErrorDetail => ({
  pointer,
  code: 'too_many',
  detail: `At most ${max} ${what}.`,
  params: { max },
});
