import { analyzeSync, type Arguments, Output, type Template, type Variable } from 'liquidjs';
import { TemplateError } from './domain/content.errors.js';
import { fieldAt, type FieldName, isNullable, KNOWN_FIELDS } from './domain/fields.js';

/** Conditions in conditions; deeper ones cost stack in every worker and help no reader. */
const MAX_DEPTH = 20;

/** A field and where the text first shows it without a fallback. Lines and columns count from 1. */
export interface FieldPlace {
  readonly field: FieldName;
  readonly line: number;
  readonly column: number;
}

export interface TemplateFields {
  /** Every field that the text asks for, each once. */
  readonly all: readonly FieldName[];
  /** Those that a person may lack and that are shown without a fallback, each once, where they come first. */
  readonly bare: readonly FieldPlace[];
}

/**
 * Sees that a text asks only for fields that exist, and tells which nullable ones it shows without a fallback.
 *
 * A field has a fallback when `default:` with something that is always there comes after it, or when a condition around
 * it asks for the field.
 *
 * @throws TemplateError `unknown_field` with line and column; `too_expensive` for conditions nested deeper than 20
 */
export function checkFields(parsed: readonly Template[]): TemplateFields {
  const seen = { all: new Set<FieldName>(), bare: new Map<FieldName, FieldPlace>() };
  visit(parsed, { depth: 0, askedFor: new Set(), ...seen });
  return { all: [...seen.all], bare: [...seen.bare.values()] };
}

interface Place {
  readonly depth: number;
  /** Fields that the conditions around ask for. */
  readonly askedFor: ReadonlySet<FieldName>;
  /** Filled in on the way. */
  readonly all: Set<FieldName>;
  readonly bare: Map<FieldName, FieldPlace>;
}

function visit(templates: readonly Template[], place: Place): void {
  for (const template of templates) {
    const used = fieldsOf([...(template.arguments?.() ?? [])], template);
    for (const { field } of used) place.all.add(field);
    if (template instanceof Output) {
      if (hasFallback(template)) continue;
      for (const use of used) noteBare(use, place);
      continue;
    }
    const children = childrenOf(template);
    if (children.length === 0) continue;
    if (place.depth === MAX_DEPTH) throw tooDeep(template);
    const askedFor = new Set([...place.askedFor, ...used.map(({ field }) => field)]);
    visit(children, { ...place, depth: place.depth + 1, askedFor });
  }
}

function noteBare(use: FieldPlace, { askedFor, bare }: Place): void {
  if (isNullable(use.field) && !askedFor.has(use.field) && !bare.has(use.field)) bare.set(use.field, use);
}

function hasFallback(output: Output): boolean {
  return output.value.filters.some(({ name, args: [fallback] }) => {
    if (name !== 'default' || fallback === undefined || Array.isArray(fallback)) return false;
    return !fieldsOf([fallback], output).some(({ field }) => isNullable(field));
  });
}

type Argument = Arguments extends Iterable<infer A> ? A : never;

/** The fields in these expressions of a place in the text, without what is nested inside it. */
function fieldsOf(expressions: readonly Argument[], { token }: Template): FieldPlace[] {
  if (expressions.length === 0) return [];
  const { variables } = analyzeSync([{ token, render: () => null, arguments: () => expressions }]);
  return Object.values(variables).flatMap((uses) => uses.map(fieldOf));
}

function fieldOf(variable: Variable): FieldPlace {
  const field = fieldAt(variable.segments);
  const { row, col } = variable.location;
  if (field !== null) return { field, line: row, column: col };
  throw new TemplateError({
    code: 'unknown_field',
    detail: `There is no field «${String(variable)}» (line ${row}, column ${col}). Known are ${KNOWN_FIELDS.join(', ')}.`,
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
