export { type FileContent } from './file-content.js';
export { type components, MAX_UPLOAD_BYTES, type paths } from './openapi.js';
export type { Answer, Init, ListItem, ListPath, PathOf } from './operation-types.js';
export { VestnikClient, type VestnikClientOptions } from './vestnik-client.js';
export { NO_PROBLEM_DOCUMENT, type ProblemDocument, VestnikProblem } from './vestnik-problem.js';
export { type WebhookEvent, type WebhookPost, WebhookRefused, webhooks } from './webhooks.js';
