import { type Operation } from '../http/operation.js';
import { ABOUT_MESSAGE_OPERATIONS } from './about-messages.operations.js';
import { BOT_OPERATIONS } from './bot.operations.js';
import { GROUP_OPERATIONS } from './groups.operations.js';
import { MESSAGE_OPERATIONS } from './messages.operations.js';
import { PEOPLE_OPERATIONS } from './people.operations.js';
import { TASK_OPERATIONS } from './tasks.operations.js';
import { UPLOAD_OPERATIONS } from './uploads.operations.js';

/** Everything that is served under `/api/shared/v1`. */
export const OPERATIONS: readonly Operation[] = [
  ...MESSAGE_OPERATIONS,
  ...ABOUT_MESSAGE_OPERATIONS,
  ...PEOPLE_OPERATIONS,
  ...GROUP_OPERATIONS,
  ...BOT_OPERATIONS,
  ...TASK_OPERATIONS,
  ...UPLOAD_OPERATIONS,
];
