import type { MessageContent } from './message-content.js';

/** What a template is about; for looking one up. */
export const TEMPLATE_CATEGORIES = [
  'hr',
  'it',
  'learning',
  'safety',
  'office',
  'survey',
  'news',
  'other',
] as const;
export type TemplateCategory = (typeof TEMPLATE_CATEGORIES)[number];

/** In which language a template is written; what people write into one is not checked. */
export const TEMPLATE_LANGUAGES = ['ru', 'en'] as const;
export type TemplateLanguage = (typeof TEMPLATE_LANGUAGES)[number];

/** What the maker of a template decides. */
export interface TemplateDraft {
  /** 1 to 200 characters; no other template has it. */
  readonly name: string;
  readonly description: string | null;
  readonly category: TemplateCategory;
  readonly language: TemplateLanguage;
  readonly content: MessageContent;
}

/** A text that comes with the product. */
export interface BuiltInTemplate extends TemplateDraft {
  /** Stays for ever: by it a later version knows which row it is, whatever it was renamed to. */
  readonly key: `${string}.${TemplateLanguage}`;
}
