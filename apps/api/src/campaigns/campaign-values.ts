import {
  type Campaign,
  CAMPAIGN_DEFAULTS,
  type CampaignValues,
  LATE_JOINERS,
  type LateJoiners,
  type Ramp,
  RAMP_FAILURES,
  RAMP_SAMPLE,
} from '#lib/campaigns';
import { publicId, uuidOf } from '#lib/kernel';
import { detailAt } from '../problem/error-detail.js';
import { ValidationFailedError } from '../problem/edge-errors.js';
import { instantOf } from '../validation/fields.js';
import { validated } from '../validation/request.pipe.js';
import {
  CampaignBody,
  type CampaignPatch,
  type LateJoinersBody,
  type RampBody,
} from './campaign-body.dto.js';
import { contentBody, contentValues } from './content-values.js';
import type { Shape } from '../shape.js';
import { mergePatch } from './merge-patch.js';
import { type TargetBody, targetBodyOf, targetOf } from './target.dto.js';

/** What a body says, in the words of the campaigns lib. @throws ValidationFailedError */
export function valuesOf(body: Shape<CampaignBody>): CampaignValues {
  return {
    title: body.title,
    content: contentValues(body.content),
    ...targetOf(body),
    senderId: senderOf(body.sender_id ?? null),
    skipInvited: body.delivery?.skip_invited ?? CAMPAIGN_DEFAULTS.skipInvited,
    skipGuests: body.delivery?.skip_guests ?? CAMPAIGN_DEFAULTS.skipGuests,
    isMandatory: body.delivery?.mandatory ?? CAMPAIGN_DEFAULTS.isMandatory,
    onUnproven: body.delivery?.on_unproven ?? CAMPAIGN_DEFAULTS.onUnproven,
    priority: body.delivery?.priority ?? CAMPAIGN_DEFAULTS.priority,
    ramp: rampOf(body.delivery?.ramp ?? null),
    lateJoiners: lateJoinersOf(body.delivery?.late_joiners ?? null),
    expiresAt: instantOf(body.expires_at),
    externalId: body.external_id ?? null,
  };
}

/** What a draft says after a merge patch. @throws ValidationFailedError when the whole is no campaign any more */
export function patchedValues(draft: Campaign, patch: Shape<CampaignPatch>): CampaignValues {
  return valuesOf(validated(CampaignBody, mergePatch(bodyOf(draft), patch), 'body'));
}

/** The body that would have made this draft. */
function bodyOf(draft: Campaign): Shape<CampaignBody> {
  return {
    title: draft.title,
    content: contentBody(draft.content),
    ...(draft.target === null
      ? { audience: draft.audience }
      : { target: targetBodyOf(draft.target) as Shape<TargetBody> }),
    sender_id: draft.senderId === null ? null : publicId('snd', draft.senderId),
    delivery: {
      skip_invited: draft.skipInvited,
      skip_guests: draft.skipGuests,
      mandatory: draft.isMandatory,
      on_unproven: draft.onUnproven,
      priority: draft.priority,
      ramp: rampBodyOf(draft.ramp),
      late_joiners: lateJoinersBodyOf(draft.lateJoiners),
    },
    expires_at: draft.expiresAt?.toISOString() ?? null,
    external_id: draft.externalId,
  };
}

function rampOf(body: Shape<RampBody> | null): Ramp | null {
  if (body === null) return null;
  return {
    firstTo: body.first_to ?? [],
    sample: body.sample ?? RAMP_SAMPLE.usual,
    maxFailurePercent: body.max_failure_percent ?? RAMP_FAILURES.usual,
  };
}

/** As a body would name it. */
export function rampBodyOf(ramp: Ramp | null): Required<Shape<RampBody>> | null {
  if (ramp === null) return null;
  const { firstTo, sample, maxFailurePercent } = ramp;
  return { first_to: [...firstTo], sample, max_failure_percent: maxFailurePercent };
}

function lateJoinersOf(body: Shape<LateJoinersBody> | null): LateJoiners | null {
  const openUntil = instantOf(body?.open_until);
  return openUntil === null ? null : { openUntil, atMost: body?.at_most ?? LATE_JOINERS.usual };
}

/** As a body would name it. */
export function lateJoinersBodyOf(settings: LateJoiners | null): Required<Shape<LateJoinersBody>> | null {
  return settings === null
    ? null
    : { open_until: settings.openUntil.toISOString(), at_most: settings.atMost };
}

function senderOf(id: string | null): string | null {
  if (id === null) return null;
  const uuid = uuidOf('snd', id);
  if (uuid !== null) return uuid;
  throw new ValidationFailedError([detailAt({ pointer: '#/sender_id', code: 'unknown_sender' })]);
}
