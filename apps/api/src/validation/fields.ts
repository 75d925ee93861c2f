import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiProperty, type ApiPropertyOptions, getSchemaPath } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import type { IdPrefix } from '#lib/kernel';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { problem } from './field-problem.js';

/** How a field shows in the OpenAPI document, and whether it may be left out. */
export interface FieldOptions {
  readonly description: string;
  readonly example?: unknown;
  /** May be left out, or null; `absent`: may be left out, as in a query, which knows no null. */
  readonly optional?: boolean | 'absent';
  readonly default?: unknown;
}

/** Text of `min` to `max` characters that is not blank. */
export function TextField(
  options: FieldOptions & { readonly min?: number; readonly max: number },
): PropertyDecorator {
  const { min = 1, max } = options;
  return field(options, { type: String, minLength: min, maxLength: max }, [
    IsString(problem('wrong_type', { expected: 'string' })),
    MinLength(min, problem('too_short', { min })),
    MaxLength(max, problem('too_long', { max })),
    Matches(/\S/, problem('blank')),
  ]);
}

/** A whole number from `min` to `max`. */
export function IntegerField(
  options: FieldOptions & { readonly min: number; readonly max: number },
): PropertyDecorator {
  const { min, max } = options;
  return field(options, { type: 'integer', minimum: min, maximum: max }, [
    IsInt(problem('wrong_type', { expected: 'integer' })),
    Min(min, problem('out_of_range', { min, max })),
    Max(max, problem('out_of_range', { min, max })),
  ]);
}

export function BooleanField(options: FieldOptions): PropertyDecorator {
  return field(options, { type: Boolean }, [IsBoolean(problem('wrong_type', { expected: 'boolean' }))]);
}

/** One of a few words. */
export function ChoiceField(options: FieldOptions & { readonly of: readonly string[] }): PropertyDecorator {
  const allowed = [...options.of];
  return field(options, { type: String, enum: allowed }, [
    IsIn(allowed, problem('not_allowed', { allowed })),
  ]);
}

/** A list of words, each one of a few. */
export function ChoiceListField(
  options: FieldOptions & { readonly of: readonly string[] },
): PropertyDecorator {
  const allowed = [...options.of];
  return field(options, { type: String, enum: allowed, isArray: true, minItems: 1 }, [
    IsArray(problem('wrong_type', { expected: 'array' })),
    ArrayMinSize(1, problem('too_few', { min: 1 })),
    ArrayMaxSize(allowed.length, problem('too_many', { max: allowed.length })),
    IsIn(allowed, { each: true, ...problem('not_allowed', { allowed }) }),
  ]);
}

/** A list of ids of the messenger, each once. */
export function IdsField(options: FieldOptions & { readonly max: number }): PropertyDecorator {
  const { max } = options;
  const wrong = { each: true, ...problem('wrong_type', { expected: 'integer' }) };
  return field(options, { type: 'integer', isArray: true, maxItems: max, uniqueItems: true }, [
    IsArray(problem('wrong_type', { expected: 'array' })),
    ArrayMaxSize(max, problem('too_many', { max })),
    ArrayUnique(problem('repeated')),
    IsInt(wrong),
    Min(1, { each: true, ...problem('out_of_range', { min: 1, max: Number.MAX_SAFE_INTEGER }) }),
    Max(Number.MAX_SAFE_INTEGER, {
      each: true,
      ...problem('out_of_range', { min: 1, max: Number.MAX_SAFE_INTEGER }),
    }),
  ]);
}

/** A list of ids of the messenger and of a few words that stand for some, each once and at least one. */
export function WordsOrIdsField(
  options: FieldOptions & { readonly words: readonly string[]; readonly max: number },
): PropertyDecorator {
  const { words, max } = options;
  const item = {
    oneOf: [
      { type: 'integer', minimum: 1 },
      { type: 'string', enum: [...words] },
    ],
  };
  const shown = { type: 'array', minItems: 1, maxItems: max, uniqueItems: true, items: item } as const;
  const isId = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 1;
  const rule = {
    name: 'wordOrId',
    validator: {
      validate: (value: unknown) => isId(value) || (typeof value === 'string' && words.includes(value)),
      // Never shown; without one the rule loses its context.
      defaultMessage: () => 'wordOrId',
    },
  };
  return field(options, shown, [
    IsArray(problem('wrong_type', { expected: 'array' })),
    ArrayMinSize(1, problem('too_few', { min: 1 })),
    ArrayMaxSize(max, problem('too_many', { max })),
    ArrayUnique(problem('repeated')),
    ValidateBy(rule, { each: true, ...problem('wrong_type', { expected: 'person' }) }),
  ]);
}

/** A list of public ids, each once; whose ids they are, and whether they exist, is looked at where they are read. */
export function PublicIdsField(options: FieldOptions & { readonly max: number }): PropertyDecorator {
  const { max } = options;
  return field(options, { type: String, isArray: true, maxItems: max, uniqueItems: true }, [
    IsArray(problem('wrong_type', { expected: 'array' })),
    ArrayMaxSize(max, problem('too_many', { max })),
    ArrayUnique(problem('repeated')),
    IsString({ each: true, ...problem('wrong_type', { expected: 'ids' }) }),
    MaxLength(100, { each: true, ...problem('wrong_type', { expected: 'ids' }) }),
  ]);
}

/** In a query: `true` or `false`. */
export function BooleanParameter(options: FieldOptions): PropertyDecorator {
  const read = ({ value }: { value: unknown }): unknown =>
    value === 'true' ? true : value === 'false' ? false : value;
  return applyDecorators(Transform(read), BooleanField(options));
}

/** In a query: one or more texts, separated by commas; `\\,` is a comma of the text itself. */
export function TextsParameter(options: FieldOptions & { readonly max: number }): PropertyDecorator {
  const { max } = options;
  return applyDecorators(
    SplitAtCommas(),
    field(options, { type: String }, [
      IsArray(problem('repeated_parameter')),
      ArrayMaxSize(MAX_LISTED, problem('too_many', { max: MAX_LISTED })),
      MinLength(1, { each: true, ...problem('too_short', { min: 1 }) }),
      MaxLength(max, { each: true, ...problem('too_long', { max }) }),
    ]),
  );
}

/** In a query: one or more words, each one of a few, separated by commas. */
export function ChoicesParameter(
  options: FieldOptions & { readonly of: readonly string[] },
): PropertyDecorator {
  const allowed = [...options.of];
  return applyDecorators(
    SplitAtCommas(),
    field(options, { type: String }, [
      IsArray(problem('repeated_parameter')),
      ArrayMaxSize(MAX_LISTED, problem('too_many', { max: MAX_LISTED })),
      IsIn(allowed, { each: true, ...problem('not_allowed', { allowed }) }),
    ]),
  );
}

/** Most values of one parameter. */
const MAX_LISTED = 50;

/** A parameter that was given twice arrives as a list already; it is left for the rule after it to refuse. */
function SplitAtCommas(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string'
      ? value.split(/(?<!\\),/).map((part) => part.replaceAll('\\,', ','))
      : { repeated: value },
  );
}

/** In a query: the public id of something, which the handler gets as it is. */
export function IdParameter(prefix: IdPrefix, description: string): PropertyDecorator {
  const wrong = problem('wrong_type', { expected: 'id' });
  const example = `${prefix}_01kq3k8mehe8zbnn5q0wwz5bst`;
  return field({ description, optional: 'absent', example }, { type: String }, [
    IsString(problem('repeated_parameter')),
    Matches(new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`), wrong),
  ]);
}

/** An object with fields of its own. */
export function NestedField(options: FieldOptions, type: () => new () => object): PropertyDecorator {
  return field(options, { type: () => type() }, [
    IsObject(problem('wrong_type', { expected: 'object' })),
    ValidateNested(problem('wrong_type', { expected: 'object' })),
    Type(type),
  ]);
}

/** A list of objects with fields of their own. */
export function NestedListField(
  options: FieldOptions & { readonly min: number; readonly max: number },
  type: () => new () => object,
): PropertyDecorator {
  const { min, max } = options;
  const isObject = problem('wrong_type', { expected: 'object' });
  return field(options, { type: () => [type()], minItems: min, maxItems: max }, [
    IsArray(problem('wrong_type', { expected: 'array' })),
    ArrayMinSize(min, problem('too_few', { min })),
    ArrayMaxSize(max, problem('too_many', { max })),
    IsObject({ each: true, ...isObject }),
    ValidateNested({ each: true, ...isObject }),
    Type(type),
  ]);
}

/** Rows of objects with fields of their own. */
export function NestedRowsField(
  options: FieldOptions & { readonly maxRows: number; readonly maxInRow: number },
  type: () => new () => object,
): PropertyDecorator {
  const { maxRows, maxInRow } = options;
  const isList = problem('wrong_type', { expected: 'rows' });
  const shown = {
    type: 'array',
    maxItems: maxRows,
    items: { type: 'array', minItems: 1, maxItems: maxInRow, items: { $ref: getSchemaPath(type()) } },
  } as const;
  const rules = field(options, shown, [
    IsArray(isList),
    ArrayMaxSize(maxRows, problem('too_many', { max: maxRows })),
    IsArray({ each: true, ...isList }),
    ValidateNested(problem('wrong_type', { expected: 'object' })),
    Type(type),
  ]);
  return (target, name) => {
    ApiExtraModels(type())(target.constructor);
    rules(target, name);
  };
}

/** An object that somebody else reads: its members are not looked at here. */
export function OpenObjectField(options: FieldOptions, schema: ApiPropertyOptions): PropertyDecorator {
  return field(options, schema, [IsObject(problem('wrong_type', { expected: 'object' }))]);
}

/** RFC 3339 with a zone; fractions beyond milliseconds are refused rather than cut. */
const INSTANT =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?(Z|[+-]\d\d:\d\d)$/i;

/** A moment; read it with `instantOf`. */
export function InstantField(options: FieldOptions): PropertyDecorator {
  const wrong = problem('wrong_type', { expected: 'instant' });
  return field(options, { type: String, format: 'date-time' }, [
    IsString(wrong),
    Matches(INSTANT, wrong),
    // The pattern knows no calendar, and JavaScript takes 31 February for 3 March.
    IsISO8601({ strict: true }, wrong),
  ]);
}

/** Of an answer: a moment, or null where there is none. */
export function NullableInstant(
  shown: { readonly description?: string; readonly example?: string | null } = {},
): PropertyDecorator {
  const example = '2026-11-22T07:42:00.000Z';
  return ApiProperty({ format: 'date-time', type: String, nullable: true, example, ...shown });
}

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;

/** A time of day, `09:30`. */
export function TimeField(options: FieldOptions): PropertyDecorator {
  const wrong = problem('wrong_type', { expected: 'time' });
  return field(options, { type: String, pattern: TIME_OF_DAY.source }, [
    IsString(wrong),
    Matches(TIME_OF_DAY, wrong),
  ]);
}

/** The moment that an `InstantField` names; `null` for none. */
export function instantOf(text: string | null | undefined): Date | null {
  return text === null || text === undefined ? null : new Date(text);
}

function field(
  { description, example, optional = false, default: fallback }: FieldOptions,
  schema: ApiPropertyOptions,
  rules: readonly PropertyDecorator[],
): PropertyDecorator {
  const shown = {
    ...schema,
    description,
    required: optional === false,
    ...(optional === true && { nullable: true }),
    ...(example !== undefined && { example }),
    ...(fallback !== undefined && { default: fallback }),
  } as ApiPropertyOptions;
  const presence = optional === false ? IsDefined(problem('required')) : IsOptional();
  return applyDecorators(ApiProperty(shown), presence, ...rules);
}
