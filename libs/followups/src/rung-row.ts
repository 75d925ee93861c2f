import { contentOf, type ContentParts, contentParts, type MessageContent } from '#lib/content';
import { PLAIN_STEP, type StepForm, type StepWho, type WhenAway } from '#lib/deliveries';
import type { ManagersBy } from './domain/managers.js';
import type { RungWhen } from './domain/rung-when.js';
import type { Rung } from './follow-up-plan.js';
import type { RungRow } from './follow-up-plan.queries.js';

/** As it is kept. */
export function rowOf({ when, who, content, managers, form, whenAway }: Rung): RungRow {
  const said =
    content === null
      ? { template: null, parts: {} }
      : { template: content.template, parts: contentParts(content) };
  return {
    ...timeRow(when),
    who,
    ...said,
    ...(form !== PLAIN_STEP.form && { as: form }),
    ...(whenAway !== PLAIN_STEP.whenAway && { when_away: whenAway }),
    ...(managers !== null && { managers: managersRow(managers) }),
  };
}

/** As it was kept. */
export function rungOf(row: RungRow): Rung {
  const { who, template, parts } = row;
  const content: MessageContent | null =
    template === null ? null : contentOf(template, parts as ContentParts);
  const manner = {
    form: (row.as ?? PLAIN_STEP.form) as StepForm,
    whenAway: (row.when_away ?? PLAIN_STEP.whenAway) as WhenAway,
  };
  return { when: whenOf(row), who: who as StepWho, managers: managersOf(row), content, ...manner };
}

function managersRow(by: ManagersBy): NonNullable<RungRow['managers']> {
  if ('property' in by) return { property: by.property };
  return { rows: by.rows.map(({ personId, managerId }) => [personId, managerId]) };
}

function managersOf({ managers }: RungRow): ManagersBy | null {
  if (managers === undefined) return null;
  const { property, rows = [] } = managers;
  if (property !== undefined) return { property };
  return { rows: rows.map(([personId, managerId]) => ({ personId, managerId })) };
}

function timeRow(
  when: RungWhen,
): Pick<RungRow, 'after_hours' | 'after_working_hours' | 'working_day' | 'on_day' | 'at'> {
  if ('afterHours' in when) return { after_hours: when.afterHours };
  if ('workingHours' in when) return { after_working_hours: when.workingHours, working_day: when.day };
  return { on_day: when.onDay, at: when.at };
}

function whenOf({ after_hours, after_working_hours, working_day, on_day, at }: RungRow): RungWhen {
  if (after_working_hours !== undefined && working_day !== undefined)
    return { workingHours: after_working_hours, day: working_day };
  if (after_hours !== undefined) return { afterHours: after_hours };
  if (on_day !== undefined && at !== undefined) return { onDay: on_day, at };
  throw new Error('A rung was kept without its time.');
}
