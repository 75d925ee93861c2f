import { bareText } from './bare-text.js';
import type { LintIssue } from './lint-issue.js';
import { mentionsIn } from './mentions.js';
import { placeAt } from './place-in-text.js';

/** Above it people stop reading; the messenger would take forty times as much. */
export const LONG_TEXT_CHARACTERS = 1_000;
/** From so many letters on a text in capitals is one that shouts. */
const CAPITALS_FROM = 20;
const CAPITALS_SHARE = 0.8;
/** One kind of trouble is told at most so often; the count says how often it is there. */
const TOLD_OF_A_KIND = 5;

const POINTER = '#/content/template';

/** What is looked for in the author's words, outside of code. */
const PATTERNS: readonly { readonly code: string; readonly pattern: RegExp; readonly detail: string }[] = [
  {
    code: 'markdown_list_not_rendered',
    pattern: /^[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]+\S/gm,
    detail: 'The messenger knows no lists: the sign stays as it is written, and lines do not indent.',
  },
  {
    code: 'markdown_heading_not_rendered',
    pattern: /^ {0,3}#{1,6}[ \t]+\S/gm,
    detail: 'The messenger knows no headings: the # stays. Use **bold** in a line of its own.',
  },
  {
    code: 'markdown_quote_not_rendered',
    pattern: /^ {0,3}>[ \t]?\S/gm,
    detail: 'The messenger knows no quotes: the > stays.',
  },
  {
    code: 'markdown_table_not_rendered',
    pattern: /^[ \t]*\|.*\|[ \t]*$/gm,
    detail: 'The messenger knows no tables: the strokes stay. Attach a file instead.',
  },
  {
    code: 'markdown_image_not_rendered',
    pattern: /!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)/g,
    detail: 'The messenger shows no pictures inside a text. Attach the picture as a file.',
  },
  {
    code: 'html_not_rendered',
    pattern: /<\/?(?:b|i|u|s|a|p|br|div|span|strong|em|ul|ol|li|h[1-6]|img|table|tr|td)\b[^>\n]{0,500}>/gi,
    detail: 'The messenger knows no HTML: the tag stays as it is written.',
  },
  {
    code: 'link_not_https',
    pattern: /\bhttp:\/\/[^\s)\]>]+/gi,
    detail: 'A link without https: readers are warned of it or do not get there.',
  },
  {
    code: 'link_not_absolute',
    pattern: /(?<!!)\[[^\]\n]{1,500}\]\((?!https?:\/\/|mailto:|tel:)[^)\n]{0,2000}\)/gi,
    detail: 'This link leads nowhere: an address begins with https://.',
  },
  {
    code: 'field_unfilled',
    pattern:
      /\{[\p{L}_][\p{L}\p{N}_. ]{0,40}\}|\[[\p{Lu}][\p{Lu} _]{2,40}\](?!\()|%[\p{Lu}_]{3,40}%|<<[^<>\n]{1,40}>>/gu,
    detail: 'This looks like a place that was to be filled in. Fields are written {{ user.first_name }}.',
  },
];

/** Every code of the issues below. */
export const TEXT_CODES: readonly string[] = [
  ...PATTERNS.map(({ code }) => code),
  'mention_everybody',
  'long_text',
  'capitals',
];

/** How a text will look in the messenger, beyond what it refuses. @param text with line ends and marks normalised */
export function lintText(text: string): LintIssue[] {
  const words = bareText(text, { keepCode: false });
  return [
    ...PATTERNS.flatMap(({ code, pattern, detail }) => {
      const offsets = [...words.matchAll(pattern)].map(({ index, 0: found }) => index + leading(found));
      return warnings(text, { code, detail, offsets });
    }),
    ...everybodyIssues(text),
    ...styleIssues(bareText(text, { keepCode: true })),
  ];
}

const leading = (found: string): number => found.length - found.trimStart().length;

function warnings(
  text: string,
  {
    code,
    detail,
    offsets,
  }: { readonly code: string; readonly detail: string; readonly offsets: readonly number[] },
): LintIssue[] {
  return offsets.slice(0, TOLD_OF_A_KIND).map((offset) => ({
    level: 'warning',
    code,
    detail,
    pointer: POINTER,
    params: { ...placeAt(text, offset), count: offsets.length },
  }));
}

function everybodyIssues(text: string): LintIssue[] {
  const offsets = mentionsIn(text)
    .filter(({ kind }) => kind === 'everybody')
    .map(({ offset }) => offset);
  const detail = 'This calls everybody of the chat. In a direct message it calls nobody.';
  return warnings(text, { code: 'mention_everybody', detail, offsets });
}

function styleIssues(words: string): LintIssue[] {
  const issues: LintIssue[] = [];
  const characters = words.trim().length;
  if (characters > LONG_TEXT_CHARACTERS) {
    const detail = `The text has ${characters} characters; few read more than ${LONG_TEXT_CHARACTERS}.`;
    const params = { characters, max: LONG_TEXT_CHARACTERS };
    issues.push({ level: 'warning', code: 'long_text', detail, pointer: POINTER, params });
  }
  const letters = words.match(/\p{L}/gu)?.length ?? 0;
  const capitals = words.match(/\p{Lu}/gu)?.length ?? 0;
  if (letters >= CAPITALS_FROM && capitals >= letters * CAPITALS_SHARE) {
    const detail = 'A text in capitals reads as a shout.';
    issues.push({ level: 'warning', code: 'capitals', detail, pointer: POINTER });
  }
  return issues;
}
