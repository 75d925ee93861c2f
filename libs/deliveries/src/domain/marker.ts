/** How the marker travels in a message; `null`: it could not, and only the lane tells whose a message is. */
export type MarkedBy = 'avatar' | null;

/** Longest `display_avatar_url` that the messenger takes (its OpenAPI document, MessageCreateRequest). */
const AVATAR_URL_MAX = 255;
const FRAGMENT = /#d=([A-Za-z0-9_-]{22})\.a\d+$/;

/**
 * The sender's avatar with the delivery's marker in its fragment.
 *
 * A client drops the fragment before it fetches the picture, so nothing is tracked and the picture stays cached; the
 * messenger stores and returns the address as it is. So chat history is a record of what was sent, also for equal
 * texts. The number of the attempt is for people who investigate; only the marker is compared.
 *
 * @returns `null` where there is no avatar, or no room for the fragment
 */
export function markedAvatar(avatarUrl: string | null, marker: string, attempt: number): string | null {
  if (avatarUrl === null) return null;
  const marked = `${avatarUrl.split('#')[0] ?? ''}#d=${marker}.a${String(attempt)}`;
  return marked.length <= AVATAR_URL_MAX ? marked : null;
}

/** The marker in an avatar's address, or `null`. */
export function markerOf(displayAvatarUrl: string | null | undefined): string | null {
  return FRAGMENT.exec(displayAvatarUrl ?? '')?.[1] ?? null;
}
