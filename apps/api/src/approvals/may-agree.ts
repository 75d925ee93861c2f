import { grants, type Principal } from '#lib/access';

/** Whether a key is one of those whose word may be that of a second person: it has the right, and stands for somebody. */
export function mayAgree({ scopes, personId }: Principal): boolean {
  return grants(scopes, 'campaigns:approve') && personId !== null;
}
