import MarkdownItParser, { type MarkdownIt } from 'markdown-it';

/** How a mention by id is shown: the nickname of the person, or `null` where nobody has the id. */
export type NicknameOf = (id: number) => string | null;

/**
 * The messenger's markup and nothing else: bold, italic, strike, links, inline and fenced code, escapes (its guide
 * «Markdown»). Lists, headings, quotes, tables and HTML stay as they are written, as they do there.
 */
const RULES = ['emphasis', 'strikethrough', 'link', 'backticks', 'fence', 'escape', 'newline'];

/**
 * A message as the messenger shows it, as HTML that is safe to put into a page: every character of the text is escaped,
 * links lead to http, https or mail addresses only and tell nobody where they were followed from.
 */
export function messageHtml(text: string, nicknameOf: NicknameOf): string {
  return renderer.render(text, { nicknameOf });
}

function mentions(markdown: MarkdownIt): void {
  markdown.inline.ruler.before('link', 'mention', (state, silent) => {
    const before = state.pos === 0 ? '' : (state.src[state.pos - 1] ?? '');
    MENTION.lastIndex = state.pos;
    const [whole, id, nickname] = MENTION.exec(state.src) ?? [];
    if (whole === undefined || /[\p{L}\p{N}_.@/]/u.test(before)) return false;
    if (!silent) {
      const { nicknameOf } = state.env as { readonly nicknameOf: NicknameOf };
      const token = state.push('mention', 'span', 0);
      token.content = nickname ?? nicknameOf(Number(id)) ?? whole;
    }
    state.pos += whole.length;
    return true;
  });
  markdown.renderer.rules['mention'] = (tokens, at) => {
    const name = tokens[at]?.content ?? '';
    return `<span class="mention">${escapeHtml(name.startsWith('<') ? name : `@${name}`)}</span>`;
  };
}

const MENTION = /<@([1-9]\d{0,15})>|@([\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?)/uy;
const ADDRESS = /^(?:https?:\/\/|mailto:)/i;

const renderer = makeRenderer();
const { escapeHtml } = renderer.utils;

function makeRenderer(): MarkdownIt {
  const markdown = new MarkdownItParser('zero', {
    html: false,
    breaks: true,
    linkify: false,
    typographer: false,
  });
  markdown.enable(RULES).use(mentions);
  markdown.validateLink = (url) => ADDRESS.test(url.trim());
  markdown.renderer.rules['link_open'] = (tokens, at, options) => {
    const token = tokens[at];
    token?.attrSet('target', '_blank');
    token?.attrSet('rel', 'noopener noreferrer nofollow');
    return markdown.renderer.renderToken(tokens, at, options);
  };
  return markdown;
}
