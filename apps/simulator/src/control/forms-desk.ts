import { type FormAnswer } from '../events/forms.js';
import { type Simulation } from '../simulation.js';
import { type Person } from '../world/person.js';
import { ControlError } from './control-error.js';
import { checkedFields, isFromOne, isRecord, type Rules } from './rules.js';

/** What somebody types into a form, by field; `formId` absent: into the newest one before them. */
export interface FormOrder {
  readonly data: Readonly<Record<string, unknown>>;
  readonly formId?: number;
}

const RULES: Rules = { 'data!': (value) => (isRecord(value) ? null : 'an object'), formId: isFromOne };

/** @throws ControlError for what cannot be typed into a form */
export function parseFormOrder(body: unknown): FormOrder {
  // Checked field by field; the compiler cannot see that.
  return checkedFields(body, RULES) as unknown as FormOrder;
}

/** Sends a form as it is: what the messenger's own clients refuse, too, so that the bot's answer can be seen. */
export function submitForm(sim: Simulation, person: Person, order: FormOrder): Promise<FormAnswer> {
  const forms = sim.now.events.forms.of(person.id);
  const { data, formId } = order;
  const form = formId === undefined ? forms.at(-1) : forms.find(({ id }) => id === formId);
  if (form === undefined) throw new ControlError(409, 'They have no such form before them');
  return sim.now.events.submit(form, data);
}
