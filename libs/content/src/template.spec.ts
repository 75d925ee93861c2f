import fc from 'fast-check';
import { TemplateError } from './domain/content.errors.js';
import { compileTemplate, renderMessage } from './template.js';
import type { Addressee } from './template-values.js';

const ANNA: Addressee = {
  firstName: 'Анна',
  lastName: 'Смирнова',
  nickname: 'anna',
  department: 'Склад',
  title: null,
  customProperties: [],
};
const INVITED: Addressee = {
  firstName: null,
  lastName: null,
  nickname: 'new',
  department: null,
  title: null,
  customProperties: [],
};

const render = (text: string, person: Addressee = ANNA): string =>
  renderMessage(compileTemplate(text), person, { title: 'График' });
const bare = (text: string): string[] =>
  compileTemplate(text)
    .fieldsWithoutFallback.map(({ field }) => field.replace('user.', ''))
    .sort();
const problem = (work: () => unknown): { code: string; params?: Readonly<Record<string, unknown>> } => {
  try {
    work();
  } catch (error) {
    const [detail] = (error as TemplateError).details;
    if (detail !== undefined) return detail;
  }
  throw new Error('no problem was found');
};

describe('rendering', () => {
  it('fills in fields, with a fallback where a person lacks one', () => {
    const text = 'Здравствуйте, {{ user.first_name | default: "коллега" }}!';
    expect(render(text)).toBe('Здравствуйте, Анна!');
    expect(render(text, INVITED)).toBe('Здравствуйте, коллега!');
    expect(render('{{ user.full_name }} ({{ user.nickname }})', INVITED)).toBe('new (new)');
  });

  it('keeps the markup of the text and defuses that of values', () => {
    const person = { ...ANNA, firstName: '**@all**' };
    expect(render('**Важно**, {{ user.first_name }}', person)).toBe('**Важно**, \\*\\*＠all\\*\\*');
    expect(render('{{ user.first_name | append: "_" }}', person)).toBe('\\*\\*＠all\\*\\*\\_');
  });

  it('has conditions', () => {
    const text = '{% if user.department == "Склад" %}на складе{% else %}в офисе{% endif %}';
    expect(render(text)).toBe('на складе');
    expect(render(text, INVITED)).toBe('в офисе');
  });

  it('names the fields that may leave a hole', () => {
    const text =
      '{{ user.title }} {{user.first_name|default:"x"}} {{ user.department | upcase }} {{ user.nickname }}';
    expect(bare(text)).toEqual(['department', 'title']);
  });

  it('shows properties of the workspace, dates the day first, and the campaign', () => {
    const text =
      '{{ campaign.title }}: {{ custom.Город | default: "—" }}, {{ custom["Дата приёма"] }}{{ custom.City }}';
    const customProperties = [
      { name: 'Город', dataType: 'string', value: '*Тверь*' },
      { name: 'Дата приёма', dataType: 'date', value: '2026-12-24' },
    ];
    expect(render(text, { ...ANNA, customProperties })).toBe('График: \\*Тверь\\*, 24.12.2026');
    expect(render(text)).toBe('График: —, ');
    expect(bare(text)).toEqual(['custom.City', 'custom.Дата приёма']);
    const [first] = compileTemplate(`a\n ${text}`).fieldsWithoutFallback;
    expect(first).toMatchObject({ field: 'custom.Дата приёма', line: 2 });
  });

  it.each<[string, string[]]>([
    ['{{ user.title }}', ['title']],
    ['{{ custom.City }}{{ custom.Город | default: custom.City }}', ['custom.City', 'custom.Город']],
    ['{% if custom.City %}{{ custom.City }}{% endif %}{{ campaign.title }}', []],
    ['{{ user["title"] }}', ['title']],
    ['{{ user.title | replace: "}", "" }}', ['title']],
    ['{{ "для " | append: user.title }}', ['title']],
    ['{{ user.title | default: user.department }}', ['department', 'title']],
    ['{{ user.title | default: user.department | default: "коллега" }}', []],
    ['{{ user.title | default: user.nickname }}', []],
    ['{{ user.title | append: " | default: 1" }}', ['title']],
    ['{% if user.title %}{{ user.title }}{% else %}сотрудник{% endif %}', []],
    [
      '{% if user.department %}{% unless user.nickname == "x" %}{{ user.title }}{% endunless %}{% endif %}',
      ['title'],
    ],
    [
      '{% case user.title %}{% when "Мастер" %}{{ user.title }}{% endcase %} {{ user.last_name }}',
      ['last_name'],
    ],
    ['{% comment %}{{ user.title }}{% endcomment %}{{ user.full_name }}', []],
  ])('knows what has a fallback: %s', (text, expected) => {
    expect(bare(text)).toEqual(expected);
  });

  it('lets no value decide who is mentioned, nor what the text before it means', () => {
    const person = { ...ANNA, firstName: 'all', title: '*' };
    expect(render('@{{ user.first_name }}', person)).toBe('＠all');
    expect(render('<@{{- user.first_name }}>', person)).toBe('<＠all>');
    expect(render('@{% if user.title %}{{ user.first_name }}{% endif %}', person)).toBe('＠all');
    expect(
      render('{% raw %}@{% endraw %}{{ user.department | default: "" }}{{ user.first_name }}', {
        ...person,
        department: null,
      }),
    ).toBe('＠all');
    expect(render('\\{{ user.title }}', person)).toBe('\\\\\\*');
    expect(render('@anna, {{ user.first_name }}@', person)).toBe('@anna, all@');
  });

  it('lets no value bring markup or a mention along, whatever it is and whatever stands around it', () => {
    const special = fc.constantFrom(
      '@',
      '\\',
      '*',
      '_',
      '~',
      '`',
      '[',
      ']',
      '<',
      '>',
      '\n',
      '{',
      '}',
      '\u200B',
      '\u202E',
      'я',
    );
    const wild = fc.oneof(
      fc.string({ unit: special, maxLength: 12 }),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
    const around = fc
      .string({ unit: special, maxLength: 6 })
      .filter((text) => !/[{}\u200B\u202E]/.test(text));
    fc.assert(
      fc.property(around, wild, around, (before, value, after) => {
        const name = `.${value}.`;
        const text = render(`-${before}{{ user.first_name }}${after}-`, { ...ANNA, firstName: name });
        const alone = render('{{ user.first_name }}', { ...ANNA, firstName: name });
        const end = text.length - after.length - 1;
        const begin = end - alone.length;
        expect(text.slice(begin, end)).toBe(alone);
        expect(alone).not.toMatch(/[@\n\p{Cf}\p{Cs}]/u);
        expect(text[begin - 1]).not.toBe('@');
        expect(activeCharacters(text, begin, end)).not.toMatch(/[\\*_~`[\]<]/);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a text that cannot be used', () => {
  it.each([
    ['a broken expression', 'Строка\n{{ user.first_name | }} {{', 'syntax'],
    ['an unknown filter', '{{ user.first_name | shout }}', 'syntax'],
    ['an unknown field', 'a\nb {{ user.salary }}', 'unknown_field'],
    ['a field of a field', '{{ user.first_name.length }}', 'unknown_field'],
    ['something else than the user', '{{ process.env }}', 'unknown_field'],
    ['the prototype', '{{ user.__proto__ }}', 'unknown_field'],
    ['the constructor', '{{ user["constructor"] }}', 'unknown_field'],
    ['a loop', '{% for i in (1..100000000) %}x{% endfor %}', 'syntax'],
    ['another file', '{% include "package.json" %}', 'syntax'],
    ['a layout', '{% layout "package.json" %}', 'syntax'],
    ['a filter that would switch escaping off', '{{ user.first_name | raw }}', 'syntax'],
    ['nothing', ' \n\t', 'blank'],
    ['nothing that can be seen', '\u200B\uFEFF \u00AD', 'blank'],
    [
      'a text that is blank for everybody',
      '{% comment %}x{% endcomment %}{% if user.nickname == "?" %}x{% endif %}',
      'blank',
    ],
    ['a range without an end', '{{ (1..1000000000) | default: "x" }}', 'too_expensive'],
    ['a range that a value ends', '{{ (1..user.title) | default: "x" }}', 'too_expensive'],
    ['a text that grows out of hand', `{{ "${'a'.repeat(10_000)}" | replace: "a", "bbbbb" }}`, 'too_long'],
    ['a loop in a shadow', '{% tablerow i in (1..9) %}x{% endtablerow %}', 'syntax'],
    ['a filter of the language itself', '{{ user.first_name | constructor }}', 'syntax'],
    ['a tag of the language itself', '{% constructor %}', 'syntax'],
    ['a field that another chooses', '{{ user[user.nickname] }}', 'unknown_field'],
    ['the user as a whole', '{{ user }}', 'unknown_field'],
    ['all properties', '{{ custom }}', 'unknown_field'],
    ['a property of everything', '{{ custom.__proto__ }}{{ custom["constructor"] }}', 'unknown_field'],
    ['a property that another chooses', '{{ custom[user.nickname] }}', 'unknown_field'],
    ['a field that a campaign has not', '{{ campaign.sender }}', 'unknown_field'],
    ['a field in a condition', '{% if user.salary > 5 %}x{% endif %}', 'unknown_field'],
    ['a field in an argument', '{{ "x" | append: user.salary }}', 'unknown_field'],
    [
      'conditions without an end',
      '{% if user.title %}'.repeat(21) + 'x' + '{% endif %}'.repeat(21),
      'too_expensive',
    ],
    ['NUL', 'a\u0000', 'broken_characters'],
    ['a code that is no character', 'a\uFDD0b\uFDD1', 'broken_characters'],
    ['half a character', 'a\uDC00', 'broken_characters'],
    ['a text that runs backwards', 'Откройте \u202Egnp.exe', 'direction_mark'],
    ['an isolated one', 'a\u2067b', 'direction_mark'],
    ['more bytes than the messenger takes', 'я'.repeat(20_001), 'too_long'],
  ])('is told apart: %s', (_name, text, code) => {
    expect(problem(() => render(text)).code).toBe(code);
    // At once, for its author, and not at the first recipient.
    expect(() => compileTemplate(text)).toThrow(TemplateError);
  });

  it('is shown by line and column', () => {
    expect(problem(() => compileTemplate('a\nb {{ user.salary }}')).params).toMatchObject({
      line: 2,
      field: 'user.salary',
    });
  });

  it('counts bytes, not letters', () => {
    expect(compileTemplate('я'.repeat(20_000)).parsed).toHaveLength(1);
  });

  it('may also be one only for some person', () => {
    const long = { ...ANNA, department: 'я'.repeat(20_001) };
    expect(problem(() => render('{{ user.department }}', long)).code).toBe('too_long');
    expect(problem(() => render('{{ user.title }}', ANNA)).code).toBe('blank');
  });

  it.each<[string, string]>([
    ['braces', '{{'.repeat(20_000)],
    ['tags', '{% if '.repeat(6_000)],
    ['comments', '{% comment %}'.repeat(3_000)],
    ['raw text', '{% raw %}'.repeat(4_000)],
    ['nested conditions', '{% if user.title %}'.repeat(1_300) + 'x' + '{% endif %}'.repeat(1_300)],
    ['quotes', `{{ '`.repeat(9_000)],
    ['brackets', `{{ ${'user['.repeat(7_000)} }}`],
    ['properties', `{{ user${'.title'.repeat(6_000)} }}`],
    ['a product', `{{ "${'a'.repeat(20_000)}" | replace: "a", "${'b'.repeat(10_000)}" }}`],
    ['a chain of products', `{{ "a" ${'| replace: "a", "aaaaaaaaaa"'.repeat(50)} }}`],
  ])('is refused, and not only after a long time: %s', (_name, text) => {
    expect(() => compileTemplate(text)).toThrow(TemplateError);
  });

  it.each<[string, string]>([
    ['values', '{{user.title}}'.repeat(2_800)],
    ['filters', `{{ user.nickname${'|upcase'.repeat(5_000)} }}`],
    ['conditions', `{% if ${'user.title and '.repeat(2_500)} user.title %}x{% endif %}y`],
    ['backslashes', `${'\\'.repeat(39_000)}{{ user.nickname }}`],
    ['spaces', `{{- user.nickname -}}${' '.repeat(39_000)}{{- user.nickname -}}`],
  ])('is not one because it is long: %s', (_name, text) => {
    expect(render(text, { ...ANNA, title: 'т' })).not.toBe('');
  });
});

/** Characters of a part of the text that no backslash takes the meaning from. */
function activeCharacters(text: string, begin: number, end: number): string {
  let active = '';
  for (let n = 0; n < end; n += 1) {
    if (text[n] === '\\') n += 1;
    else if (n >= begin) active += text[n] ?? '';
  }
  return active;
}
