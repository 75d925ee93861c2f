export { TEMPLATE_POINTER, TemplateError } from './domain/content.errors.js';
export { NULLABLE_FIELDS, USER_FIELDS, type UserField } from './domain/fields.js';
export {
  type Addressee,
  type CompiledTemplate,
  compileTemplate,
  contentHash,
  renderMessage,
} from './template.js';
export { MAX_MESSAGE_BYTES } from './template-engine.js';
