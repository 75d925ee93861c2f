import { ControlError } from '../control/control-error.js';
import {
  checkedFields,
  isCount,
  isFlag,
  isFromOne,
  isPattern,
  isRecord,
  isShare,
  isText,
  oneOf,
  type Rules,
} from '../control/rules.js';
import { OPERATION_NAMES } from '../http/operation-name.js';
import { type FaultKind, type FaultOrder } from './fault.js';

const is5xx = oneOf(500, 502, 503, 504);

/** For each kind its parameters; those marked `!` must be there. */
const PARAMS: Readonly<Record<FaultKind, Rules>> = {
  lost_request: {},
  lost_answer: {},
  late_apply: { 'delayMs!': isCount, cut: isFlag },
  error_before: { status: is5xx },
  error_after: { status: is5xx },
  throttle: {
    retryAfter: oneOf('seconds', 'http_date', 'absent', 'absurd'),
    seconds: isCount,
    value: isText,
  },
  hang: { applied: isFlag },
  truncated: {},
  wrong_body: { body: oneOf('json', 'html', 'empty', 'huge') },
  redirect: { status: oneOf(301, 302, 307, 308), location: isText },
  dribble: { everyMs: isCount },
  latency: { 'ms!': isCount, maxMs: isCount, when: oneOf('before', 'after') },
  history_lag: { 'ms!': isCount },
  short_pages: { 'size!': isFromOne },
  empty_page: {},
  history_forbidden: {},
  token_revoked: {},
  payment_required: {},
  scope_missing: { scope: isText },
  content_refused: { code: isText, key: isText },
  recipient_deletes: { 'afterMs!': isCount },
  webhook_lost: {},
  webhook_duplicate: {},
  webhook_delay: { 'ms!': isCount },
};

const MATCH: Rules = {
  method: isText,
  pathPattern: isPattern,
  operation: oneOf(...OPERATION_NAMES),
  personId: isCount,
  token: isText,
  event: isText,
  probability: isShare,
  count: isCount,
  skip: isCount,
};

/** Checks a fault that came from outside. Throws a {@link ControlError} that says what is wrong. */
export function parseFault(body: unknown): FaultOrder {
  if (!isRecord(body) || typeof body['kind'] !== 'string') throw new ControlError(400, 'kind is missing');
  const rules = (PARAMS as Readonly<Record<string, Rules | undefined>>)[body['kind']];
  if (rules === undefined)
    throw new ControlError(400, `kind must be one of ${Object.keys(PARAMS).join(', ')}`);
  checkedFields(body['match'], MATCH, 'match.');
  checkedFields(body['params'], rules, 'params.');
  // Checked field by field above; the compiler cannot see that.
  return body as unknown as FaultOrder;
}
