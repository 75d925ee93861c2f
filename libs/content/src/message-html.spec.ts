import fc from 'fast-check';
import { messageHtml } from './message-html.js';

const html = (text: string): string => messageHtml(text, (id) => (id === 12 ? 'anna' : null)).trim();
const inline = (text: string): string => html(text).replace(/^<p>|<\/p>$/g, '');

describe('a message as HTML', () => {
  it.each([
    ['**a** __b__', '<strong>a</strong> <strong>b</strong>'],
    ['*a* _b_', '<em>a</em> <em>b</em>'],
    ['~~a~~', '<s>a</s>'],
    ['`a*b*`', '<code>a*b*</code>'],
    ['a\nb', 'a<br>\nb'],
    [String.raw`\*a\* \@`, '*a* @'],
    [
      '[a](https://x.example/?a=1&b=2)',
      '<a href="https://x.example/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer nofollow">a</a>',
    ],
    ['@anna, <@12>!', '<span class="mention">@anna</span>, <span class="mention">@anna</span>!'],
    ['<@13>', '<span class="mention">&lt;@13&gt;</span>'],
    ['hr@example.ru', 'hr@example.ru'],
  ])('shows %j as the messenger does', (text, expected) => {
    expect(inline(text)).toBe(expected);
  });

  it('has fenced code', () => {
    expect(html('```text\n<b>\n```')).toBe('<pre><code class="language-text">&lt;b&gt;\n</code></pre>');
  });

  it.each([
    '- a',
    '1. a',
    '# a',
    '&gt; a',
    '| a | b |',
    '---',
    '&lt;b&gt;a&lt;/b&gt;',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '![a](https://x.example/a.png)',
    'https://x.example',
  ])('leaves as it is written what the messenger does not know: %s', (shown) => {
    const text = shown.replaceAll('&gt;', '>').replaceAll('&lt;', '<');
    const read = inline(text);
    // A picture is a link with a sign before it there.
    expect(read.replace(/<a [^>]*>(.*)<\/a>/, '[$1](https://x.example/a.png)')).toBe(shown);
  });

  it('lets no address but those of pages and mail become a link', () => {
    for (const address of [
      'javascript:alert(1)',
      'JaVaScRiPt:x',
      'data:text/html,x',
      'vbscript:x',
      '/x',
      'x',
      '//x',
    ])
      expect(html(`[a](${address})`)).not.toContain('<a');
    for (const address of ['https://x', 'http://x', 'mailto:a@b'])
      expect(html(`[a](${address})`)).toContain('<a');
  });

  it('holds no tag but its own, whatever the text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '&',
        '[',
        ']',
        '(',
        ')',
        '`',
        '*',
        '_',
        '@',
        '\n',
        '<@12>',
        'javascript:',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const tags = html(pieces.join('')).match(/<[^>]*>?/g) ?? [];
        for (const tag of tags) {
          expect(tag).toMatch(
            /^<(?:\/?(?:p|strong|em|s|code|pre|a|span)|br|span class="mention"|code class="language-[^"<>]*"|a href="(?:https?:|mailto:)[^"<>]*"(?: title="[^"<>]*")? target="_blank" rel="noopener noreferrer nofollow")>$/i,
          );
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
