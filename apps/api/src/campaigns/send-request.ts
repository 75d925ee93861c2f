import { grants, type Principal, ScopeMissingError } from '#lib/access';
import type { LaunchRequest } from '#lib/campaigns';
import type { ErrorDetail } from '#lib/kernel';
import { detailAt } from '../problem/error-detail.js';
import { ValidationFailedError } from '../problem/edge-errors.js';
import type { Shape } from '../shape.js';
import type { NewCampaignBody } from './campaign-body.dto.js';

const SCOPE = 'campaigns:send';
const OF_SEND = ['max_recipients', 'confirm_repeat', 'undo_window_s'] as const;

/**
 * How a new campaign is to be sent at once; `null`: it is to be a draft.
 *
 * @throws ScopeMissingError; ValidationFailedError where `max_recipients` is missing, or something that belongs to a
 *   send is said of a draft
 */
export function sendRequestOf(
  body: Shape<NewCampaignBody>,
  principal: Principal,
): (LaunchRequest & { readonly window: number | null }) | null {
  const { send, max_recipients: mostRecipients, confirm_repeat: repeat, undo_window_s: window } = body;
  if (send !== true) {
    refuse(
      OF_SEND.filter((field) => body[field] !== undefined && body[field] !== null),
      'needs_send',
    );
    return null;
  }
  if (mostRecipients === undefined || mostRecipients === null) {
    refuse(['max_recipients'], 'required');
    return null;
  }
  if (!grants(principal.scopes, SCOPE)) throw new ScopeMissingError(SCOPE);
  return { mostRecipients, confirmRepeat: repeat ?? false, by: principal.id, window: window ?? null };
}

function refuse(fields: readonly string[], code: string): void {
  const details: ErrorDetail[] = fields.map((field) => detailAt({ pointer: `#/${field}`, code }));
  if (details.length > 0) throw new ValidationFailedError(details);
}
