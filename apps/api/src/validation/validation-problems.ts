import type { ErrorDetail } from '#lib/kernel';
import { getMetadataStorage, type ValidationError } from 'class-validator';
import { detailAt } from '../problem/error-detail.js';
import type { FieldProblem } from './field-problem.js';

/** Where a value came from decides how its place is named. */
export type Place = 'body' | 'query';

/** class-validator's tree of errors as a flat list of places, one problem each, in the order of the fields. */
export function validationProblems(errors: readonly ValidationError[], place: Place): ErrorDetail[] {
  return errors.flatMap((error) => problemsBelow(error, [], place));
}

function problemsBelow(error: ValidationError, above: readonly string[], place: Place): ErrorDetail[] {
  const path = [...above, error.property];
  const own = problemOf(error);
  if (own !== null) return [placed([...path, ...wrongEntry(error)], own, place)];
  return (error.children ?? []).flatMap((child) => problemsBelow(child, path, place));
}

/** Of a list of texts the first entry that is none; empty: the place is the field itself. */
function wrongEntry({ constraints, target, property }: ValidationError): string[] {
  const [rule] = Object.keys(constraints ?? {});
  const value = (target as Readonly<Record<string, unknown>> | undefined)?.[property];
  if (rule !== 'isString' || !Array.isArray(value)) return [];
  const index = value.findIndex((entry) => typeof entry !== 'string');
  return index < 0 ? [] : [String(index)];
}

/** The first broken rule; the later ones follow from it more often than not. */
function problemOf(error: ValidationError): FieldProblem | null {
  const [rule] = Object.keys(error.constraints ?? {});
  if (rule === undefined) return null;
  if (rule === 'whitelistValidation')
    return { code: 'unknown_field', params: { known: knownFields(error.target) } };
  return (error.contexts?.[rule] as FieldProblem | undefined) ?? { code: rule };
}

function placed(path: readonly string[], { code, params }: FieldProblem, place: Place): ErrorDetail {
  const isUnknownParameter = place === 'query' && code === 'unknown_field';
  return detailAt({
    ...(place === 'body' ? { pointer: pointerTo(path) } : { parameter: path.join('.') }),
    code: isUnknownParameter ? 'unknown_parameter' : code,
    ...(params && { params }),
  });
}

/** JSON pointer in a URI fragment: RFC 6901, sections 3 and 6. */
export function pointerTo(path: readonly string[]): string {
  const tokens = path.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1'));
  return `#/${tokens.map(encodeURIComponent).join('/')}`;
}

/** Names of the fields that a class knows, for those who mistyped one. */
export function knownFields(target: object | undefined): string[] {
  if (target === undefined) return [];
  const rules = getMetadataStorage().getTargetValidationMetadatas(target.constructor, '', true, false);
  return [...new Set(rules.map((rule) => rule.propertyName))];
}
