import { contentOf, type ContentParts, contentParts, type MessageContent } from '#lib/content';
import type { StepWho } from '#lib/deliveries';
import type { RungWhen } from './domain/rung-when.js';
import type { Rung } from './follow-up-plan.js';
import type { RungRow } from './follow-up-plan.queries.js';

/** As it is kept. */
export function rowOf({ when, who, content }: Rung): RungRow {
  const said =
    content === null
      ? { template: null, parts: {} }
      : { template: content.template, parts: contentParts(content) };
  return {
    ...('afterHours' in when ? { after_hours: when.afterHours } : { on_day: when.onDay, at: when.at }),
    who,
    ...said,
  };
}

/** As it was kept. */
export function rungOf(row: RungRow): Rung {
  const { who, template, parts } = row;
  const content: MessageContent | null =
    template === null ? null : contentOf(template, parts as ContentParts);
  return { when: whenOf(row), who: who as StepWho, content };
}

function whenOf({ after_hours, on_day, at }: RungRow): RungWhen {
  if (after_hours !== undefined) return { afterHours: after_hours };
  if (on_day !== undefined && at !== undefined) return { onDay: on_day, at };
  throw new Error('A rung was kept without its time.');
}
