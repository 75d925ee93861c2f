export { AccessModule } from './access.module.js';
export { type ApiKeyText, newApiKeyText, parseApiKeyText } from './api-key-text.js';
export { type ApiKeyPosition } from './api-keys.repository.js';
export { type ApiKeyPage, ApiKeysService, type NewApiKeyInput } from './api-keys.service.js';
export {
  ApiKeyInvalidError,
  ApiKeyNotFoundError,
  BootstrapKeyError,
  IdempotencyInProgressError,
  IdempotencyKeyInvalidError,
  IdempotencyKeyReusedError,
  ScopeMissingError,
  SealBrokenError,
  UnauthenticatedError,
  type UnauthenticatedReason,
} from './domain/access.errors.js';
export { type ApiKey, MAX_KEY_LIFE_DAYS } from './domain/api-key.js';
export { type KeyLimits, type LimitedKey } from './domain/key-limits.js';
export { type Principal } from './domain/principal.js';
export { grants, type Scope, SCOPES } from './domain/scopes.js';
export { type FirstKey, FirstKeyService } from './first-key.service.js';
export {
  type Answer,
  type FinalAnswer,
  type IdempotentRequest,
  IdempotencyService,
} from './idempotency.service.js';
export { SecretBox } from './secret-box.js';
