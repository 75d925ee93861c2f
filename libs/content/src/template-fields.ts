import { analyzeSync, type Arguments, Output, type Template, type Variable } from 'liquidjs';
import { TemplateError } from './domain/content.errors.js';
import { fieldAt, NULLABLE_FIELDS, USER_FIELDS, type UserField } from './domain/fields.js';

/** Conditions in conditions; deeper ones cost stack in every worker and help no reader. */
const MAX_DEPTH = 20;

/**
 * Sees that a text asks only for fields that exist, and tells which nullable ones it shows without a fallback, in the
 * order of `NULLABLE_FIELDS`.
 *
 * A field has a fallback when `default:` with something that is always there comes after it, or when a condition around
 * it asks for the field.
 *
 * @throws TemplateError `unknown_field` with line and column; `too_expensive` for conditions nested deeper than 20
 */
export function checkFields(parsed: readonly Template[]): UserField[] {
  const bare = new Set<UserField>();
  visit(parsed, { depth: 0, askedFor: new Set(), bare });
  return NULLABLE_FIELDS.filter((field) => bare.has(field));
}

interface Place {
  readonly depth: number;
  /** Fields that the conditions around ask for. */
  readonly askedFor: ReadonlySet<UserField>;
  /** Filled in on the way. */
  readonly bare: Set<UserField>;
}

function visit(templates: readonly Template[], place: Place): void {
  for (const template of templates) {
    const used = fieldsOf([...(template.arguments?.() ?? [])], template);
    if (template instanceof Output) {
      if (hasFallback(template)) continue;
      for (const field of used) if (!place.askedFor.has(field)) place.bare.add(field);
      continue;
    }
    const children = childrenOf(template);
    if (children.length === 0) continue;
    if (place.depth === MAX_DEPTH) throw tooDeep(template);
    visit(children, { ...place, depth: place.depth + 1, askedFor: new Set([...place.askedFor, ...used]) });
  }
}

function hasFallback(output: Output): boolean {
  return output.value.filters.some(({ name, args: [fallback] }) => {
    if (name !== 'default' || fallback === undefined || Array.isArray(fallback)) return false;
    return !fieldsOf([fallback], output).some((field) => NULLABLE_FIELDS.includes(field));
  });
}

type Argument = Arguments extends Iterable<infer A> ? A : never;

/** The fields in these expressions of a place in the text, without what is nested inside it. */
function fieldsOf(expressions: readonly Argument[], { token }: Template): UserField[] {
  if (expressions.length === 0) return [];
  const { variables } = analyzeSync([{ token, render: () => null, arguments: () => expressions }]);
  return Object.values(variables).flatMap((uses) => uses.map(fieldOf));
}

function fieldOf(variable: Variable): UserField {
  const field = fieldAt(variable.segments);
  if (field !== null) return field;
  const { row, col } = variable.location;
  throw new TemplateError({
    code: 'unknown_field',
    detail: `There is no field «${String(variable)}» (line ${row}, column ${col}). Known are ${USER_FIELDS.map((known) => `user.${known}`).join(', ')}.`,
    params: { line: row, column: col, field: String(variable) },
  });
}

function childrenOf(template: Template): Template[] {
  const walk = template.children?.(false, true);
  if (walk === undefined) return [];
  let step = walk.next();
  while (step.done !== true) step = walk.next();
  return step.value;
}

function tooDeep(template: Template): TemplateError {
  const [line, column] = template.token.getPosition();
  return new TemplateError({
    code: 'too_expensive',
    detail: `Conditions are nested deeper than ${MAX_DEPTH} (line ${String(line)}, column ${String(column)}).`,
    params: { line, column, max: MAX_DEPTH },
  });
}
