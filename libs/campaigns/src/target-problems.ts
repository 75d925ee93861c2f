import { type CompiledTemplate, type MessageContent } from '#lib/content';
import type { ErrorDetail } from '#lib/kernel';
import type { LateJoiners } from './domain/late-joiners.js';
import type { Ramp } from './domain/ramp.js';
import type { Target } from './domain/target.js';

/** What cannot be said or asked where one message is for everybody in a chat. Empty for people. */
export function chatContentProblems(
  target: Target,
  content: MessageContent,
  { fields }: Pick<CompiledTemplate, 'fields'>,
): ErrorDetail[] {
  if (target === null) return [];
  const personal = fields.filter((field) => !field.startsWith('campaign.'));
  const problems: ErrorDetail[] = [];
  if (personal.length > 0)
    problems.push({
      pointer: '#/content/template',
      code: 'field_of_person',
      detail: `A chat has many readers: ${personal.join(', ')} would be nobody's. Take it out of the text.`,
      params: { fields: personal },
    });
  if (content.buttons.flat().some(({ type }) => type !== 'url'))
    problems.push({
      pointer: '#/content/buttons',
      code: 'answer_in_chat',
      detail:
        'In a chat a button can only open a page: an answer, or a question, belongs to one person. Send it to people instead.',
    });
  if (content.acknowledgeBy !== null)
    problems.push({
      pointer: '#/content/acknowledge_by',
      code: 'reaction_in_chat',
      detail:
        'In a chat a reaction acknowledges nothing: everybody would have to react. Send it to people instead.',
    });
  return problems;
}

/** Settings that mean people. */
export function chatSettingProblems(target: Target, settings: PeopleSettings): ErrorDetail[] {
  if (target === null) return [];
  const problems: ErrorDetail[] = [];
  if (settings.ramp !== null) {
    const detail = 'A ramp is for people; a chat has no first few.';
    problems.push({ pointer: '#/delivery/ramp', code: 'ramp_in_chat', detail });
  }
  if (settings.lateJoiners !== null) {
    const detail = 'Late joiners are people; whoever comes into a chat finds the message there.';
    problems.push({ pointer: '#/delivery/late_joiners', code: 'late_joiners_in_chat', detail });
  }
  return problems;
}

interface PeopleSettings {
  readonly ramp: Ramp | null;
  readonly lateJoiners: LateJoiners | null;
}
