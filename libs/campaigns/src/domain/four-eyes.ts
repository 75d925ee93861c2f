import type { AudienceJson } from './campaign-settings.js';

/** When a second person has to agree. */
export interface FourEyesRule {
  /** More people than this. */
  readonly above: number;
  /** Whoever the audience «everyone» is, however few. */
  readonly isForEveryone: boolean;
}

/** What a campaign comes to, for the rule. */
export interface Reach {
  /** Who would see it: recipients, and of chats their members. */
  readonly people: number;
  readonly audience: AudienceJson;
}

/** Whether a campaign of this reach needs a second person's word. */
export function needsSecondPerson(
  { above, isForEveryone }: FourEyesRule,
  { people, audience }: Reach,
): boolean {
  return people > above || (isForEveryone && isEveryone(audience));
}

function isEveryone(audience: AudienceJson): boolean {
  const { include } = audience as { readonly include?: unknown };
  return Array.isArray(include) && include.some((selector: unknown) => namesEveryone(selector));
}

function namesEveryone(selector: unknown): boolean {
  return typeof selector === 'object' && selector !== null && 'everyone' in selector;
}
