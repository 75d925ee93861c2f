import { createHash } from 'node:crypto';
import { Liquid, type Template } from 'liquidjs';
import { TemplateError } from './domain/content.errors.js';
import { escapeValue, hasBrokenCharacters, isBlank, normaliseText } from './domain/escape.js';
import { type UserField } from './domain/fields.js';
import { markValue, settleValues } from './domain/value-marks.js';
import { checkFields } from './template-fields.js';

/** Longest text that the messenger takes, in bytes of UTF-8: about 20,000 Cyrillic letters (its guide, «Markdown»). */
export const MAX_MESSAGE_BYTES = 40_000;

/** What a message may say of the person it is for. */
export interface Addressee {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly nickname: string;
  readonly department: string | null;
  readonly title: string | null;
}

/** A text that was understood and may be rendered any number of times. */
export interface CompiledTemplate {
  /** Fields that leave a hole in the text of a person who lacks them. */
  readonly fieldsWithoutFallback: readonly UserField[];
  readonly parsed: readonly Template[];
}

/** Conditions are enough for a letter; what loops, loads or remembers is not there at all. */
const ALLOWED_TAGS = ['if', 'unless', 'case', 'comment', 'raw', '#'];
const ALLOWED_FILTERS = [
  'default',
  'upcase',
  'downcase',
  'capitalize',
  'strip',
  'truncate',
  'append',
  'prepend',
  'replace',
];

const engine = lockedEngine();

/**
 * Understands a text with Liquid's `{{ user.first_name | default: "коллега" }}` and `{% if … %}`.
 *
 * What stands in `{{ … }}` is shown as it is, a fallback too; markup belongs around it. An `@` or a backslash right
 * before a value loses its meaning (see `settleValues`).
 *
 * @throws TemplateError with line and column for what is not understood, an unknown field, tag or filter; and for a
 * text that is blank, longer than 40,000 bytes or not well-formed Unicode, or would be when it is rendered
 */
export function compileTemplate(text: string): CompiledTemplate {
  const template = normaliseText(text);
  checkText(template);
  const parsed = understand(() => engine.parse(template));
  const fieldsWithoutFallback = checkFields(parsed);
  // What fails for everybody is told to its author now, not to the ten thousandth recipient.
  const samples = SAMPLES.map((person) => rendered(parsed, person));
  const [sample = ''] = samples.filter((each) => !isBlank(each));
  for (const each of [...samples, sample]) checkSize(each);
  if (sample === '') throw blank();
  return { parsed, fieldsWithoutFallback };
}

/**
 * The text for one person. Values are escaped: a name can neither mark up the text nor mention anybody.
 *
 * @throws TemplateError when the result is longer than the messenger takes, blank, or too expensive to make
 */
export function renderMessage(template: CompiledTemplate, person: Addressee): string {
  const text = rendered(template.parsed, person);
  checkText(text);
  return text;
}

/** Equal for texts that differ only in their line ends. Hex of SHA-256. */
export function contentHash(text: string): string {
  return createHash('sha256').update(normaliseText(text)).digest('hex');
}

function lockedEngine(): Liquid {
  const liquid = new Liquid({
    // With the default options `{% include "package.json" %}` returns that file.
    templates: {},
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: true,
    // Without it `| default:` would fail on a missing value instead of replacing it.
    lenientIf: true,
    outputEscape: (value: unknown) => escapeValue(toText(value)),
    parseLimit: MAX_MESSAGE_BYTES,
    renderLimit: 100,
    memoryLimit: 1_000_000,
  });
  for (const tag of Object.keys(liquid.tags))
    if (!ALLOWED_TAGS.includes(tag)) Reflect.deleteProperty(liquid.tags, tag);
  for (const filter of Object.keys(liquid.filters)) {
    if (!ALLOWED_FILTERS.includes(filter)) Reflect.deleteProperty(liquid.filters, filter);
  }
  return liquid;
}

function toText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function fieldsOf(person: Addressee): Record<UserField, string | null> {
  const names = [person.firstName, person.lastName].filter((name) => name !== null && name !== '');
  return {
    first_name: person.firstName,
    last_name: person.lastName,
    full_name: names.length === 0 ? person.nickname : names.join(' '),
    nickname: person.nickname,
    department: person.department,
    title: person.title,
  };
}

function checkText(text: string): void {
  if (hasBrokenCharacters(text)) {
    throw new TemplateError({
      code: 'broken_characters',
      detail: 'The text holds NUL or half of a character. Paste it anew.',
    });
  }
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_MESSAGE_BYTES) {
    throw new TemplateError({
      code: 'too_long',
      detail: `The text has ${String(bytes)} bytes; the messenger takes ${String(MAX_MESSAGE_BYTES)}. A Cyrillic letter has two.`,
      params: { bytes, max: MAX_MESSAGE_BYTES },
    });
  }
  if (text.trim() === '') throw new TemplateError({ code: 'blank', detail: 'The text is empty.' });
}

function checkFields(template: string): void {
  const { globals } = understand(() => engine.parseAndAnalyzeSync(template));
  for (const [name, uses] of Object.entries(globals)) {
    for (const use of uses) {
      const [, field, ...deeper] = use.segments;
      const isKnown = name === 'user' && deeper.length === 0 && USER_FIELDS.some((known) => known === field);
      if (isKnown) continue;
      const { row, col } = use.location;
      throw new TemplateError({
        code: 'unknown_field',
        detail: `There is no field «${String(use)}» (line ${String(row)}, column ${String(col)}). Known are ${USER_FIELDS.map((known) => `user.${known}`).join(', ')}.`,
        params: { line: row, column: col, field: String(use) },
      });
    }
  }
}

/** Liquid's own errors, in our words and with their place. */
function understand<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const [line, column] = placeOf(error);
    const isExpensive = error.message.includes('limit exceeded');
    throw new TemplateError({
      code: isExpensive ? 'too_expensive' : 'syntax',
      detail: isExpensive
        ? 'The text takes too long to make. Simplify it.'
        : `The text is not understood: ${error.message.replace(/, line:.*$/s, '')} (line ${String(line)}, column ${String(column)}).`,
      params: { line, column },
    });
  }
}

function placeOf(error: Error): [number, number] {
  const token = 'token' in error ? error.token : null;
  if (typeof token !== 'object' || token === null || !('getPosition' in token)) return [1, 1];
  return (token as { getPosition(): [number, number] }).getPosition();
}
