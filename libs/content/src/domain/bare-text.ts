/**
 * The author's own words: what is Liquid's is blanked out, character for character, so that places stay where they are.
 *
 * `keepCode: false` blanks out code spans and fenced blocks, too: nothing in them is markup.
 */
export function bareText(template: string, { keepCode }: { readonly keepCode: boolean }): string {
  const words = template.replace(LIQUID, blanked);
  return keepCode ? words : words.replace(FENCED, blanked).replace(CODE_SPAN, blanked);
}

const LIQUID = /\{%-?\s*comment\b[\s\S]*?\{%-?\s*endcomment\s*-?%\}|\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;
const FENCED = /^ {0,3}(`{3,}|~{3,})(?![`~])[^`\n]*\n[\s\S]*?(?:^ {0,3}\1[ \t]*$|(?![\s\S]))/gm;
const CODE_SPAN = /(?<!`)(`+)(?!`)[^\n]*?[^`\n]\1(?!`)/g;

/** Line ends stay: they are what places are counted by. U+FFFC stands for something that the reader will see. */
function blanked(part: string): string {
  return part.replace(/[^\n]/g, '\uFFFC');
}
