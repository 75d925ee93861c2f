import { grants, type Principal, ScopeMissingError } from '#lib/access';
import { EVENT_TYPE_NAMES, type EventType, scopeOfEvent } from '#lib/outbox';

/** All types of which somebody may hear. */
export function heardTypes(principal: Principal): EventType[] {
  return EVENT_TYPE_NAMES.filter((type) => grants(principal.scopes, scopeOfEvent(type)));
}

/** Refuses whoever asks for a type that they may not hear of. @throws ScopeMissingError */
export function requireHeard(principal: Principal, types: readonly EventType[]): void {
  const missing = types.map(scopeOfEvent).find((scope) => !grants(principal.scopes, scope));
  if (missing !== undefined) throw new ScopeMissingError(missing);
}
