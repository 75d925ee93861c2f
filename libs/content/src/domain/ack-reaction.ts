import type { ErrorDetail } from '#lib/kernel';

/** What counts as an acknowledgement besides the buttons: a reaction of the recipient to the message. */
export interface AcknowledgeBy {
  /** An emoji, a name such as `:logo:` for one of the workspace's own, or `any`. */
  readonly reaction: string;
}

/** Whatever emoji it is. */
export const ANY_REACTION = 'any';
/** Characters; the longest emoji, a family, has eleven. Names are the workspace's own. */
export const MAX_REACTION = 64;

/** One emoji, or flags and keycaps, which are written as several characters. */
const EMOJI = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[0-9#*]\u{FE0F}?\u{20E3})/u;
const NAME = /^:[\p{L}\p{N}_+-]+:$/u;

/** What cannot be a reaction; the places in `#/content`. */
export function reactionProblems(asked: AcknowledgeBy | null): ErrorDetail[] {
  if (asked === null || asked.reaction === ANY_REACTION) return [];
  const pointer = '#/content/acknowledge_by/reaction';
  const { reaction } = asked;
  if (reaction.length > MAX_REACTION)
    return [
      {
        pointer,
        code: 'too_long',
        params: { max: MAX_REACTION },
        detail: `At most ${MAX_REACTION} characters.`,
      },
    ];
  if (NAME.test(reaction) || (EMOJI.test(reaction) && isOne(reaction))) return [];
  const detail = 'A reaction is one emoji, such as 👍, a name such as :logo:, or «any».';
  return [{ pointer, code: 'wrong_reaction', detail }];
}

/**
 * Whether a reaction is the one that was asked for. The colour of a hand and the way an emoji is drawn make no other
 * reaction of it.
 *
 * @param reaction as the messenger tells of it: the emoji, and a name such as `:+1::skin-tone-1:`
 */
export function isReactionAsked(
  asked: AcknowledgeBy | null,
  reaction: { readonly code: string; readonly name: string },
): boolean {
  if (asked === null) return false;
  if (asked.reaction === ANY_REACTION) return true;
  return NAME.test(asked.reaction)
    ? bareName(asked.reaction) === bareName(reaction.name)
    : bareEmoji(asked.reaction) === bareEmoji(reaction.code);
}

/** Of what people see: two emoji side by side would be nobody's reaction. */
const isOne = (text: string): boolean => [...new Intl.Segmenter().segment(text)].length === 1;

const bareEmoji = (emoji: string): string => emoji.replace(/[\u{1F3FB}-\u{1F3FF}\u{FE0E}\u{FE0F}]/gu, '');

const bareName = (name: string): string => name.replace(/:?:skin-tone-\d:/, '').replaceAll(':', '');
