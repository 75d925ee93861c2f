import { BUILT_IN_TEMPLATES_EN } from './built-in-templates.en.js';
import { BUILT_IN_TEMPLATES_RU } from './built-in-templates.ru.js';
import type { BuiltInTemplate } from './library.js';

/**
 * Texts that come with the product, each in both languages.
 *
 * What the author has to fill in stands in capitals in square brackets: the linter finds such a place (`field_unfilled`)
 * for as long as it is there, in the preview and in `check`.
 */
export const BUILT_IN_TEMPLATES: readonly BuiltInTemplate[] = [
  ...BUILT_IN_TEMPLATES_RU,
  ...BUILT_IN_TEMPLATES_EN,
];
