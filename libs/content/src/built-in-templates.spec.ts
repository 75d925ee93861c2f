import { BUILT_IN_TEMPLATES } from './domain/built-in-templates.js';
import { TEMPLATE_LANGUAGES } from './domain/library.js';
import { lintContent } from './lint.js';
import { renderMessage } from './template.js';

const NOBODY = {
  firstName: null,
  lastName: null,
  nickname: 'anna',
  department: null,
  title: null,
  customProperties: [],
};

describe('the texts that come with the product', () => {
  it('are twelve in each language, each under a name and a key of its own', () => {
    const keys = BUILT_IN_TEMPLATES.map(({ key }) => key);
    expect(new Set(keys).size).toBe(24);
    expect(new Set(BUILT_IN_TEMPLATES.map(({ name }) => name)).size).toBe(24);
    for (const language of TEMPLATE_LANGUAGES) {
      const own = keys.filter((key) => key.endsWith(`.${language}`));
      expect(own).toHaveLength(12);
      for (const key of own) expect(keys).toContain(key.replace(/\.\w+$/, language === 'ru' ? '.en' : '.ru'));
    }
  });

  it.each(BUILT_IN_TEMPLATES.map(({ key, content }) => [key, content] as const))(
    '%s is right but for the places to fill in, also for somebody of whom nothing is known',
    (_key, content) => {
      const { issues, template } = lintContent(content);
      expect(issues.filter(({ code }) => code !== 'field_unfilled')).toEqual([]);
      // Every bracket is a place that the author is told of, except that the linter stops telling after five.
      const places = content.template.match(/\[[^\]]+\]/g)?.length ?? 0;
      const told = issues[0]?.params?.['count'] ?? 0;
      expect(told).toBe(places);
      if (template === null) throw new Error('no template');
      expect(renderMessage(template, NOBODY, { title: '' })).not.toMatch(/[{}]|, [!,]|«»/);
    },
  );
});
