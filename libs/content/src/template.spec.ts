import { TemplateError } from './domain/content.errors.js';
import { type Addressee, compileTemplate, contentHash, renderMessage } from './template.js';

const ANNA: Addressee = {
  firstName: 'Анна',
  lastName: 'Смирнова',
  nickname: 'anna',
  department: 'Склад',
  title: null,
};
const INVITED: Addressee = {
  firstName: null,
  lastName: null,
  nickname: 'new',
  department: null,
  title: null,
};

const render = (text: string, person: Addressee = ANNA): string =>
  renderMessage(compileTemplate(text), person);
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
    expect(compileTemplate(text).fieldsWithoutFallback).toEqual(['department', 'title']);
  });

  it('hashes the same for other line ends', () => {
    expect(contentHash('a\r\nb')).toBe(contentHash('a\nb'));
    expect(contentHash('a b')).not.toBe(contentHash('a\nb'));
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
    ['NUL', 'a\u0000', 'broken_characters'],
    ['half a character', 'a\uDC00', 'broken_characters'],
    ['more bytes than the messenger takes', 'я'.repeat(20_001), 'too_long'],
  ])('is told apart: %s', (_name, text, code) => {
    expect(problem(() => render(text)).code).toBe(code);
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

  it('is refused quickly even when it was made to be slow', () => {
    const nested = '{% if user.title %}'.repeat(2_000) + 'x' + '{% endif %}'.repeat(2_000);
    const replaced = `{{ "${'a'.repeat(20_000)}" | replace: "a", "${'b'.repeat(10_000)}" }}`;
    for (const text of [replaced, '{{'.repeat(19_000), nested])
      expect(() => render(text)).toThrow(TemplateError);
  });
});
