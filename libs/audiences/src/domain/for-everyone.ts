import type { Audience, Selector } from './audience.js';
import type { ExpandedAudience, SavedRule } from './saved-audience.js';

/**
 * Whether an audience is «everyone»: by that selector, or by saved audiences that come to it, whatever they are called.
 * Exclusions do not make it another one. What is named in vain selects nobody.
 */
export function isForEveryone({ audience, saved }: ExpandedAudience): boolean {
  return includesEveryone(audience, saved);
}

function includesEveryone({ include }: Audience, saved: ReadonlyMap<string, SavedRule>): boolean {
  return include.some((selector) => namesEveryone(selector, saved));
}

function namesEveryone(selector: Selector, saved: ReadonlyMap<string, SavedRule>): boolean {
  if ('everyone' in selector) return true;
  if ('all_of' in selector) return selector.all_of.every((part) => namesEveryone(part, saved));
  if (!('audiences' in selector)) return false;
  return selector.audiences.some((id) => {
    const rules = saved.get(id)?.rules ?? null;
    return rules !== null && includesEveryone(rules, saved);
  });
}
