import type { Template } from 'liquidjs';
import { displayName } from '#lib/directory';
import { TemplateError } from './domain/content.errors.js';
import { hasBrokenCharacters, isBlank, normaliseText } from './domain/escape.js';
import type { UserField } from './domain/fields.js';
import { MAX_MESSAGE_BYTES, parseTemplate, renderTemplate } from './template-engine.js';
import { checkFields } from './template-fields.js';

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

/**
 * Somebody who has everything and somebody who has nothing. Digits, because a number is what makes a filter's argument
 * expensive.
 */
const SAMPLES: readonly Addressee[] = ['9999999999', null].map((value) => ({
  firstName: value,
  lastName: value,
  nickname: '9999999999',
  department: value,
  title: value,
}));

/**
 * Understands a text with Liquid's `{{ user.first_name | default: "коллега" }}` and `{% if … %}`.
 *
 * What stands in `{{ … }}` is shown as it is, a fallback too; markup belongs around it. An `@` or a backslash right
 * before a value loses its meaning: a name must not decide who is mentioned.
 *
 * @throws TemplateError with line and column for what is not understood, an unknown field, tag or filter; and for a
 * text that is blank, longer than 40,000 bytes or not well-formed Unicode, or would be for everybody
 */
export function compileTemplate(text: string): CompiledTemplate {
  const template = normaliseText(text);
  checkText(template);
  const parsed = parseTemplate(template);
  const fieldsWithoutFallback = checkFields(parsed);
  // What fails for everybody is told to its author now, not found out at the ten thousandth recipient.
  const samples = SAMPLES.map((person) => renderTemplate(parsed, fieldsOf(person)));
  samples.forEach(checkSize);
  if (samples.every(isBlank)) throw blank();
  return { parsed, fieldsWithoutFallback };
}

/**
 * The text for one person. Values are escaped: a name can neither mark up the text nor mention anybody.
 *
 * @throws TemplateError when the result is longer than the messenger takes, blank, or too expensive to make
 */
export function renderMessage(template: CompiledTemplate, person: Addressee): string {
  const text = renderTemplate(template.parsed, fieldsOf(person));
  checkText(text);
  return text;
}

function fieldsOf(person: Addressee): Record<UserField, string | null> {
  return {
    first_name: person.firstName,
    last_name: person.lastName,
    full_name: displayName(person),
    nickname: person.nickname,
    department: person.department,
    title: person.title,
  };
}

function checkText(text: string): void {
  if (hasBrokenCharacters(text)) {
    throw new TemplateError({
      code: 'broken_characters',
      detail: 'The text holds NUL, half of a character or a code that is none. Paste it anew.',
    });
  }
  checkSize(text);
  if (isBlank(text)) throw blank();
}

function checkSize(text: string): void {
  const bytes = Buffer.byteLength(text);
  if (bytes <= MAX_MESSAGE_BYTES) return;
  throw new TemplateError({
    code: 'too_long',
    detail: `The text has ${bytes} bytes; the messenger takes ${MAX_MESSAGE_BYTES}. A Cyrillic letter has two.`,
    params: { bytes, max: MAX_MESSAGE_BYTES },
  });
}

function blank(): TemplateError {
  return new TemplateError({ code: 'blank', detail: 'The text is empty.' });
}
