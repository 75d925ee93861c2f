import type { Template } from 'liquidjs';
import { TemplateError } from './domain/content.errors.js';
import { directionMarkAt, hasBrokenCharacters, isBlank, normaliseText } from './domain/escape.js';
import { customName, type FieldName } from './domain/fields.js';
import { placeAt } from './domain/place-in-text.js';
import { MAX_MESSAGE_BYTES, parseTemplate, renderTemplate } from './template-engine.js';
import { checkFields, type FieldPlace } from './template-fields.js';
import { type Addressee, type CampaignFacts, templateValues } from './template-values.js';

/** A text that was understood and may be rendered any number of times. */
export interface CompiledTemplate {
  /** Fields that leave a hole in the text of a person who lacks them, each where it first does. */
  readonly fieldsWithoutFallback: readonly FieldPlace[];
  /** Every field that the text asks for. */
  readonly fields: readonly FieldName[];
  readonly parsed: readonly Template[];
}

/**
 * Somebody who has everything and somebody who has nothing. Digits, because a number is what makes a filter's argument
 * expensive.
 */
const SAMPLES = ['9999999999', null] as const;
const SAMPLE_CAMPAIGN: CampaignFacts = { title: '9999999999' };

function sample(value: string | null, fields: readonly FieldName[]): Addressee {
  const names = fields.flatMap((field) => customName(field) ?? []);
  return {
    firstName: value,
    lastName: value,
    nickname: '9999999999',
    department: value,
    title: value,
    customProperties: names.map((name) => ({ name, dataType: 'string', value })),
  };
}

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
  refuseTurnedDirection(template);
  const parsed = parseTemplate(template);
  const { all: fields, bare: fieldsWithoutFallback } = checkFields(parsed);
  // What fails for everybody is told to its author now, not found out at the ten thousandth recipient.
  const samples = SAMPLES.map((value) =>
    renderTemplate(parsed, templateValues(sample(value, fields), SAMPLE_CAMPAIGN, fields)),
  );
  samples.forEach(checkSize);
  if (samples.every(isBlank)) throw blank();
  return { parsed, fields, fieldsWithoutFallback };
}

/**
 * The text for one person. Values are escaped: a name can neither mark up the text nor mention anybody.
 *
 * @throws TemplateError when the result is longer than the messenger takes, blank, or too expensive to make
 */
export function renderMessage(
  template: CompiledTemplate,
  person: Addressee,
  campaign: CampaignFacts,
): string {
  const text = renderTemplate(template.parsed, templateValues(person, campaign, template.fields));
  checkText(text);
  return text;
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

/** «gnp.exe» shown as «exe.png»: no honest letter needs it, and a link could look like another. */
function refuseTurnedDirection(text: string): void {
  const offset = directionMarkAt(text);
  if (offset === -1) return;
  const { line, column } = placeAt(text, offset);
  throw new TemplateError({
    code: 'direction_mark',
    detail: `The text holds a mark that turns its direction (line ${line}, column ${column}). Remove it.`,
    params: { line, column },
  });
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
