import { grants, type Principal, ScopeMissingError } from '#lib/access';
import { type MessageContent, mentionsEverybody } from '#lib/content';

/**
 * What a content asks for beyond the right to write campaigns. Who changes something else of a draft does not need the
 * rights for what stays as it was.
 *
 * @param before what it replaces; `null`: nothing
 * @throws ScopeMissingError
 */
export function requireContentScopes(
  { scopes }: Principal,
  content: MessageContent,
  before: MessageContent | null,
): void {
  const isPersonaNew =
    content.displayName !== (before?.displayName ?? null) ||
    content.avatarUrl !== (before?.avatarUrl ?? null);
  const hasPersona = content.displayName !== null || content.avatarUrl !== null;
  if (isPersonaNew && hasPersona && !grants(scopes, 'campaigns:persona'))
    throw new ScopeMissingError('campaigns:persona');
  const isCallNew = content.template !== before?.template && mentionsEverybody(content.template);
  if (isCallNew && !grants(scopes, 'campaigns:mention_all'))
    throw new ScopeMissingError('campaigns:mention_all');
}
