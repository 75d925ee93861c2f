export {
  type Chat,
  type CustomProperty,
  type CustomPropertyDefinition,
  type InviteStatus,
  type PropertyType,
  type Tag,
  type User,
  type UserRole,
  type UserStatus,
} from './domain/directory.js';
export {
  type Button,
  type ButtonRows,
  type DraftFile,
  type EntityType,
  type FileType,
  type Message,
  type MessageChanges,
  type MessageDraft,
  type MessageFile,
} from './domain/message.js';
export { type ModalForm } from './domain/modal-form.js';
export { PachcaError, type PachcaErrorKind } from './domain/pachca-error.js';
export { type Page } from './domain/page.js';
export { type ChatQuery, type ChatRole, type MessageQuery, type UserSearch } from './domain/query.js';
export {
  type DoubtCause,
  type NotWrittenCause,
  type RecipientRefusal,
  type SenderRefusal,
  type SendOutcome,
} from './domain/send-outcome.js';
export { type TokenInfo, type UploadTicket, type WebhookEvent } from './domain/service.js';
export { type TaskDraft, type TaskOutcome } from './domain/task.js';
export { type Thread } from './domain/thread.js';
export { type UploadSource, UploadSourceFailed } from './http/multipart.js';
export { PachcaClient, type PachcaClientOptions } from './pachca-client.js';
export { type RequestClass, type RequestGate } from './rate-gate.js';
export { type UploadedFile } from './uploader.js';
