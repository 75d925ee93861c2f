export { contentHash, contentOf, type ContentParts, contentParts } from './content-parts.js';
export { ContentModule } from './content.module.js';
export {
  TEMPLATE_CATEGORIES,
  TEMPLATE_LANGUAGES,
  type TemplateCategory,
  type TemplateDraft,
  type TemplateLanguage,
} from './domain/library.js';
export { type AcknowledgeBy, ANY_REACTION, isReactionAsked, MAX_REACTION } from './domain/ack-reaction.js';
export { escapeValue } from './domain/escape.js';
export { TEMPLATE_POINTER, TemplateError } from './domain/content.errors.js';
export { CAMPAIGN_FIELDS, type FieldName, USER_FIELDS, type UserField } from './domain/fields.js';
export { type LintIssue } from './domain/lint-issue.js';
export { mentionsEverybody } from './domain/mentions.js';
export {
  ACK_VALUE,
  BUTTON_TYPES,
  type ButtonType,
  CONTENT_FORMATS,
  type ContentButton,
  type ContentButtonRows,
  type ContentFormat,
  contentProblems,
  MAX_AVATAR_URL,
  MAX_BUTTON_ROWS,
  MAX_BUTTON_TEXT,
  MAX_BUTTON_URL,
  MAX_BUTTONS_IN_ROW,
  MAX_CHOICE_VALUE,
  MAX_DISPLAY_NAME,
  MAX_FILES,
  MAX_PROMPT,
  type MessageContent,
  plainContent,
  QUESTION_VALUE,
  type QuestionButton,
  questionButton,
  valueOf,
} from './domain/message-content.js';
export { type Lint, LINT_CODES, lintContent, templateIssues } from './lint.js';
export { Mentions } from './mentions.service.js';
export { messageHtml, type NicknameOf } from './message-html.js';
export { type CompiledTemplate, compileTemplate, renderMessage } from './template.js';
export { MAX_MESSAGE_BYTES } from './template-engine.js';
export { type FieldPlace } from './template-fields.js';
export { asTest, looksLikeTest } from './test-mark.js';
export { textKey } from './text-key.js';
export { type Addressee, type CampaignFacts } from './template-values.js';
export { type TemplateFilters } from './templates.queries.js';
export {
  type LibraryTemplate,
  type TemplateCursor,
  Templates,
  type TemplateVersion,
} from './templates.service.js';
