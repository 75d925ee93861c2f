import { Liquid, type Template } from 'liquidjs';
import { TemplateError } from './domain/content.errors.js';
import { escapeValue } from './domain/escape.js';
import type { TemplateValues } from './template-values.js';
import { markValue, settleValues } from './domain/value-marks.js';

/** Longest text that the messenger takes, in bytes of UTF-8: about 20,000 Cyrillic letters (its guide, «Markdown»). */
export const MAX_MESSAGE_BYTES = 40_000;

/** Conditions are enough for a letter; what loops, loads or remembers is not there at all. */
const ALLOWED_TAGS = ['if', 'unless', 'case', 'comment', 'raw', '#'];
/** `raw` is missing on purpose: it would switch the escaping off. */
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

/** @throws TemplateError with line and column */
export function parseTemplate(text: string): Template[] {
  return understand(() => engine.parse(text));
}

/**
 * The text with the values in it, escaped.
 *
 * @throws TemplateError when it is too expensive to make
 */
export function renderTemplate(parsed: readonly Template[], values: TemplateValues): string {
  return settleValues(understand(() => String(engine.renderSync([...parsed], values))));
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
    outputEscape: (value: unknown) => markValue(escapeValue(toText(value))),
    parseLimit: MAX_MESSAGE_BYTES,
    // Milliseconds. Without loops the work is bounded by the length and by the memory limit; this one measures time as
    // it passes, so a process that was stopped for a moment must not be taken for an expensive text.
    renderLimit: 10_000,
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

/** Liquid's own errors, in our words and with their place. */
function understand<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const [line, column] = placeOf(error);
    const isExpensive = /limit exceeded|call stack/.test(error.message);
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
