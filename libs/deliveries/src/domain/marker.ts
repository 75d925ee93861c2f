/** How the marker travels in a message, `text`: in a task; `null`: it could not, and only the lane tells whose a message is. */
export type MarkedBy = 'avatar' | 'buttons' | 'both' | 'text' | null;

/** Longest `display_avatar_url` that the messenger takes (its OpenAPI document, MessageCreateRequest). */
const AVATAR_URL_MAX = 255;
const FRAGMENT = /#d=([A-Za-z0-9_-]{22})\.a\d+$/;
const BUTTON_DATA = /^v1\.([A-Za-z0-9_-]{22})(?:~([1-9]\d{0,8}))?\.(.+)$/su;

/**
 * The sender's avatar with the delivery's marker in its fragment (M1 of the protocol).
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

export type MarkerChannel = 'avatar' | 'buttons';

/** What a button tells the bot when it is clicked: whose message, which words, and which answer (M2 of the protocol). */
export interface ButtonData {
  readonly marker: string;
  /** Which words it stands under (see `FrozenContent`): what was clicked before an edit is not an answer to the new text. */
  readonly substance: number;
  /** `ack`, the value of a choice, or `?` for a question. */
  readonly choice: string;
}

/** The `data` of a button. It comes back with the click and in the chat's history. */
export function markedData({ marker, substance, choice }: ButtonData): string {
  const words = substance === 0 ? '' : `~${String(substance)}`;
  return `v1.${marker}${words}.${choice}`;
}

/** The delivery's marker and the answer in a button's `data`; `null`: it is not of ours. */
export function readButtonData(data: string | null | undefined): ButtonData | null {
  const [, marker, substance = '0', choice] = BUTTON_DATA.exec(data ?? '') ?? [];
  return marker === undefined || choice === undefined
    ? null
    : { marker, substance: Number(substance), choice };
}

/** What of a message may carry a marker. */
export interface MarkedMessage {
  readonly displayAvatarUrl: string | null;
  readonly buttons: readonly (readonly { readonly data?: string }[])[];
}

/**
 * The marker that a message carries, in its avatar or in a button; `null`: none.
 *
 * The avatar first: buttons may be taken away by an edit, and both were written by one request.
 */
export function markerIn(message: MarkedMessage): string | null {
  const { avatar, buttons } = markersIn(message);
  return avatar ?? buttons;
}

/** The marker on each of the channels. */
export function markersIn(message: MarkedMessage): Readonly<Record<MarkerChannel, string | null>> {
  const read = message.buttons
    .flat()
    .map(({ data }) => readButtonData(data))
    .find((each) => each !== null);
  return {
    avatar: FRAGMENT.exec(message.displayAvatarUrl ?? '')?.[1] ?? null,
    buttons: read?.marker ?? null,
  };
}

/** The channels on which a marker was sent and did not come back. */
export function lostChannels(
  sentBy: MarkedBy,
  seen: Readonly<Record<MarkerChannel, string | null>>,
  marker: string,
): MarkerChannel[] {
  const sent = (['avatar', 'buttons'] as const).filter((channel) => sentBy === 'both' || sentBy === channel);
  return sent.filter((channel) => seen[channel] !== marker);
}
