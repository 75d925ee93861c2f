import { plainContent } from './domain/message-content.js';
import { lintContent } from './lint.js';

const lint = (text: string): string[] =>
  lintContent(plainContent(text)).issues.map(({ level, code, params }) => {
    const { line, column } = (params ?? {}) as { readonly line?: number; readonly column?: number };
    const place = line === undefined ? '' : ` ${line}:${String(column)}`;
    return `${level} ${code}${place}`;
  });

describe('the linter', () => {
  it('has nothing to say about a text that shows as it is written', () => {
    const text =
      'Здравствуйте, {{ user.first_name | default: "коллега" }}!\n\n**Важно:** график — [здесь](https://hr.example/a_b).' +
      '\nЗвоните: *4-12*, ~~4-11~~. 1.5 ставки - это не список. Почта: hr@example.ru\n```text\n- a\n# b\n| c |\n```\n`> d`';
    expect(lint(text)).toEqual([]);
  });

  it.each<[string, string[]]>([
    ['Нужно:\n - паспорт\n - СНИЛС', ['markdown_list_not_rendered 2:2', 'markdown_list_not_rendered 3:2']],
    ['1. Паспорт', ['markdown_list_not_rendered 1:1']],
    ['Итак\n## Отпуск', ['markdown_heading_not_rendered 2:1']],
    ['> цитата', ['markdown_quote_not_rendered 1:1']],
    ['| a | b |', ['markdown_table_not_rendered 1:1']],
    ['![логотип](https://hr.example/l.png)', ['markdown_image_not_rendered 1:1']],
    ['<b>Важно</b>', ['html_not_rendered 1:1', 'html_not_rendered 1:9']],
    ['Смотрите http://hr.example/a', ['link_not_https 1:10']],
    ['[a](http://hr.example)', ['link_not_https 1:5']],
    ['[a](hr.example)', ['link_not_absolute 1:1']],
    ['[a](javascript:alert(1))', ['link_not_absolute 1:1']],
    ['Здравствуйте, {имя}!', ['field_unfilled 1:15']],
    ['Дата: [ВСТАВИТЬ ДАТУ]', ['field_unfilled 1:7']],
    ['%FIRST_NAME%', ['field_unfilled 1:1']],
    ['Внимание, @all!', ['mention_everybody 1:11']],
    ['Внимание, @Here', ['mention_everybody 1:11']],
    ['a\n @\u200Ball', ['zero_width 2:3', 'mention_everybody 2:2']],
    ['ВСЕМ СРОЧНО ЗАПОЛНИТЬ ГРАФИК', ['capitals']],
    ['слово '.repeat(200), ['long_text']],
    ['{{ user.department }}', ['fallback_missing 1:4']],
    ['a {{ custom.Город }}', ['fallback_missing 1:6']],
  ])('warns of %j', (text, expected) => {
    expect(lint(text)).toEqual(expected.map((issue) => `warning ${issue}`));
  });

  it.each<[string, string]>([
    ['a\n{{ user.salary }}', 'error template_unknown_field 2:4'],
    ['{% if %}', 'error template_syntax 1:6'],
    ['{% include "package.json" %}', 'error template_syntax 1:1'],
    ['я'.repeat(20_001), 'error template_too_long'],
    ['a\u202Eb', 'error template_direction_mark 1:2'],
    [' ', 'error template_blank'],
  ])('refuses %j', (text, expected) => {
    expect(lint(text)[0]).toBe(expected);
  });

  it('tells of one kind of trouble five times at most, and how often it is there', () => {
    const issues = lintContent(plainContent('- a\n'.repeat(30))).issues;
    expect(issues).toHaveLength(5);
    expect(issues[0]?.params).toMatchObject({ count: 30 });
  });

  it('names the places of buttons as errors', () => {
    const url = 'http://hr.example';
    const { issues } = lintContent({ ...plainContent('a'), buttons: [[{ type: 'url', text: 'a', url }]] });
    expect(issues).toMatchObject([
      { level: 'error', code: 'not_https', pointer: '#/content/buttons/0/0/url' },
    ]);
  });

  it('does not get lost in what is long or strange', () => {
    const texts = [
      '`'.repeat(30_000),
      '```\n'.repeat(7_000),
      '[a]('.repeat(8_000),
      '<@'.repeat(15_000),
      '{{ "'.repeat(7_000),
      '{% comment %}'.repeat(2_000),
      '|'.repeat(30_000),
      '{a'.repeat(14_000),
      '<<'.repeat(15_000),
      '@a.'.repeat(10_000),
      ` ${' '.repeat(30_000)}- a`,
      '1) '.repeat(10_000),
    ];
    for (const text of texts) expect(lintContent(plainContent(text)).issues.length).toBeLessThan(60);
  });
});
