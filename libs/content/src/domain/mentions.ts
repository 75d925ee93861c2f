import { bareText } from './bare-text.js';
import { normaliseText } from './escape.js';

/** A mention that the author wrote. */
export type Mention =
  | { readonly kind: 'everybody'; readonly name: string; readonly offset: number; readonly length: number }
  | { readonly kind: 'nickname'; readonly name: string; readonly offset: number; readonly length: number }
  | { readonly kind: 'id'; readonly id: number; readonly offset: number; readonly length: number }
  /** `<@Анна Смирнова>`: to be made `<@12>` before it is stored. */
  | { readonly kind: 'name'; readonly name: string; readonly offset: number; readonly length: number };

/** Names that call all members of a chat or all who are there (the vendor reserves them, `use_of_system_words`). */
const EVERYBODY = ['all', 'here'];
/** A nickname is what is left of an address after `@`, unless a letter or digit stands right before it. */
const AT = /(?<![\p{L}\p{N}_.@/\\])@([\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?)/gu;
const ANGLED = /<@([^<>@\n]{1,200})>/gu;

/** Every mention in the author's own words, in order, code spans left out; values never mention anybody. */
export function mentionsIn(template: string): Mention[] {
  const words = bareText(template, { keepCode: false });
  const angled = [...words.matchAll(ANGLED)].map(angledMention);
  const plain = [...words.matchAll(AT)]
    .filter(({ index }) => words[index - 1] !== '<')
    .map((match) => plainMention(match));
  return [...angled, ...plain].sort((a, b) => a.offset - b.offset);
}

/** Whether anybody's text could call everybody: also where tags or marks without width stand inside of the word. */
export function mentionsEverybody(template: string): boolean {
  const rendered = normaliseText(template).replace(TAG, '');
  return mentionsIn(rendered).some(({ kind }) => kind === 'everybody');
}

/** A tag leaves nothing in the text, and with a dash it takes the spaces along. */
const TAG = /(?:\s*\{%-|\{%)(?:[^%]|%(?!\}))*%\}(?:(?<=-%\})\s*)?/g;

/** The text with each mention by name written by id. @param ids of the names, as they were written */
export function withMentionIds(template: string, ids: ReadonlyMap<string, number>): string {
  let result = template;
  for (const mention of mentionsIn(template).reverse()) {
    const id = mention.kind === 'name' ? ids.get(mention.name) : undefined;
    if (id === undefined) continue;
    const end = mention.offset + mention.length;
    result = `${result.slice(0, mention.offset)}<@${id}>${result.slice(end)}`;
  }
  return result;
}

type Match = RegExpMatchArray & { readonly index: number };

function angledMention(found: RegExpExecArray): Mention {
  const { index, 0: whole, 1: inner = '' } = found as Match;
  const place = { offset: index, length: whole.length };
  const text = inner.trim();
  if (/^[1-9]\d{0,15}$/.test(text)) return { kind: 'id', id: Number(text), ...place };
  return { kind: 'name', name: text.replace(/\s+/g, ' '), ...place };
}

function plainMention(found: RegExpExecArray): Mention {
  const { index, 0: whole, 1: name = '' } = found as Match;
  const kind = EVERYBODY.includes(name.toLowerCase()) ? 'everybody' : 'nickname';
  return { kind, name, offset: index, length: whole.length };
}
