/** Longest `display_avatar_url` that the messenger takes. */
const AVATAR_URL_MAX = 255;
const IN_TEXT = /\[vst-canary:([A-Za-z0-9_-]{22})\]/;

/**
 * The picture's address with the canary's marker, in the very form that deliveries use: another form would test another
 * channel. A spec of the deliveries holds the two equal.
 *
 * @returns `null` where there is no picture, or no room for the fragment
 */
export function canaryAvatar(avatarUrl: string | null, marker: string): string | null {
  if (avatarUrl === null) return null;
  const marked = `${avatarUrl.split('#')[0] ?? ''}#d=${marker}.a1`;
  return marked.length <= AVATAR_URL_MAX ? marked : null;
}

/** What the canary's button tells when it is pressed: the form of a delivery's choice. */
export function canaryButtonData(marker: string): string {
  return `v1.${marker}.canary`;
}

/** What the person of the service account sees for a second. The marker is in the text, too: it finds a left-over one. */
export function canaryText(marker: string, stage: 'sent' | 'edited'): string {
  const text = 'Проверка связи Vestnik: это сообщение сейчас исчезнет.';
  return `${text}${stage === 'edited' ? ' ✓' : ''} [vst-canary:${marker}]`;
}

/** The marker in the text of a canary, or `null`: it is none. */
export function canaryInText(content: string): string | null {
  return IN_TEXT.exec(content)?.[1] ?? null;
}
