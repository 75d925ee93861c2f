import { grants, type Principal, type Scope, ScopeMissingError } from '#lib/access';
import { uuidOf } from '#lib/kernel';
import type { OutboxEvent } from '#lib/outbox';
import { detailAt } from '../problem/error-detail.js';
import { ValidationFailedError } from '../problem/edge-errors.js';

/** What somebody watches. */
export type Topic =
  | { readonly kind: 'campaign'; readonly campaignId: string }
  | { readonly kind: 'campaigns' | 'connection' | 'operations' };

const ALLOWED = ['campaign:cmp_…', 'campaigns', 'connection', 'operations'];

/** What watching needs; an operation tells how far work is, nothing of anybody, as `GET /v1/operations/{id}` does. */
const SCOPES: Readonly<Record<Topic['kind'], Scope | null>> = {
  campaign: 'campaigns:read',
  campaigns: 'campaigns:read',
  connection: 'senders:read',
  operations: null,
};

/** @throws ValidationFailedError */
export function topicsOf(names: readonly string[]): Topic[] {
  return [...new Set(names)].map((name) => {
    const campaignId = name.startsWith('campaign:') ? uuidOf('cmp', name.slice('campaign:'.length)) : null;
    if (campaignId !== null) return { kind: 'campaign', campaignId };
    if (name === 'campaigns' || name === 'connection' || name === 'operations') return { kind: name };
    throw new ValidationFailedError([
      detailAt({ parameter: 'topics', code: 'not_allowed', params: { allowed: ALLOWED } }),
    ]);
  });
}

/** @throws ScopeMissingError */
export function requireTopics(principal: Principal, topics: readonly Topic[]): void {
  for (const { kind } of topics) {
    const scope = SCOPES[kind];
    if (scope !== null && !grants(principal.scopes, scope)) throw new ScopeMissingError(scope);
  }
}

/** Whether an event is about what somebody watches. */
export function isAbout(event: OutboxEvent, topics: readonly Topic[]): boolean {
  return topics.some((topic) => {
    if (topic.kind === 'campaign') return event.campaignId === topic.campaignId;
    if (topic.kind === 'campaigns') return event.campaignId !== null;
    return topic.kind === 'connection' && event.type.startsWith('connection.');
  });
}
