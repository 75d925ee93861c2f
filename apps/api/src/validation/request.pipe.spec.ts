import 'reflect-metadata';
import type { DomainError } from '#lib/kernel';
import { MembersBody } from '../audiences/members.dto.js';
import { PageQuery } from '../lists/page.dto.js';
import {
  ChoiceListField,
  InstantField,
  IntegerField,
  NestedField,
  TextField,
  TextsParameter,
} from './fields.js';
import { validated } from './request.pipe.js';

class Inner {
  @TextField({ description: 'd', max: 3 })
  readonly text!: string;
}

class Body {
  @TextField({ description: 'd', max: 3 })
  readonly 'a/b'!: string;

  @NestedField({ description: 'd' }, () => Inner)
  readonly inner!: Inner;

  @IntegerField({ description: 'd', min: 1, max: 3, optional: true })
  readonly count?: number | null;

  @ChoiceListField({ description: 'd', of: ['x', 'y'], optional: true })
  readonly letters?: string[] | null;

  @InstantField({ description: 'd', optional: true })
  readonly at?: string | null;
}

class Query extends PageQuery {
  @TextsParameter({ description: 'd', max: 20, optional: 'absent' })
  readonly department?: string[];
}

const GOOD = { 'a/b': 'abc', inner: { text: 'x' } };
const problems = (value: unknown, place: 'body' | 'query' = 'body'): string[] => {
  try {
    validated<object>(place === 'body' ? Body : Query, value, place);
    return [];
  } catch (error) {
    return (error as DomainError).details.map(
      ({ pointer, parameter, code }) => `${pointer ?? parameter ?? ''} ${code}`,
    );
  }
};

describe('what a body must look like', () => {
  it('passes what is right, optional fields absent or null', () => {
    expect(problems(GOOD)).toEqual([]);
    expect(
      problems({ ...GOOD, count: null, letters: ['x', 'y'], at: '2026-12-01T09:00:00.123+03:00' }),
    ).toEqual([]);
  });

  it('names each wrong place by a JSON pointer, once', () => {
    expect(problems({ 'a/b': 5, inner: { text: 'long', more: 1 }, count: 1.5, letters: 'x' })).toEqual([
      '#/a~1b wrong_type',
      '#/inner/more unknown_field',
      '#/inner/text too_long',
      '#/count wrong_type',
      '#/letters wrong_type',
    ]);
  });

  it('names the entry of a list that is no text, and the list where it is none at all', () => {
    const pointers = (rows: unknown): (string | undefined)[] => {
      try {
        validated(MembersBody, { rows }, 'body');
        return [];
      } catch (error) {
        return (error as DomainError).details.map(({ pointer }) => pointer);
      }
    };
    expect(pointers([1, 'a'])).toEqual([]);
    expect(pointers(['a', 5, null])).toEqual(['#/rows/2']);
    expect(pointers('a')).toEqual(['#/rows']);
  });

  it.each<[unknown, string]>([
    [{ inner: { text: 'x' } }, '#/a~1b required'],
    [{ 'a/b': 'abc' }, '#/inner required'],
    [{ ...GOOD, inner: [] }, '#/inner wrong_type'],
    [{ ...GOOD, inner: 'x' }, '#/inner wrong_type'],
    [{ ...GOOD, inner: {} }, '#/inner/text required'],
    [{ ...GOOD, 'a/b': '' }, '#/a~1b too_short'],
    [{ ...GOOD, 'a/b': '\t ' }, '#/a~1b blank'],
    [{ ...GOOD, count: 4 }, '#/count out_of_range'],
    [{ ...GOOD, count: '2' }, '#/count wrong_type'],
    [{ ...GOOD, letters: [] }, '#/letters too_few'],
    [{ ...GOOD, letters: ['z'] }, '#/letters not_allowed'],
    [{ ...GOOD, at: '2026-12-01' }, '#/at wrong_type'],
    [{ ...GOOD, at: '2026-02-30T00:00:00Z' }, '#/at wrong_type'],
    [{ ...GOOD, at: '2026-12-01T09:00:00.1234Z' }, '#/at wrong_type'],
    [{ ...GOOD, 'x y': 1 }, '#/x%20y unknown_field'],
    [{ ...GOOD, constructor: 1 }, '#/constructor forbidden_name'],
    [[], '#/ wrong_type'],
    ['text', '#/ wrong_type'],
    [{ ...GOOD, 'a/b': 'a\0' }, '#/a~1b unusable_text'],
    [{ ...GOOD, 'a\0': 1 }, '#/ unusable_text'],
  ])('%j is told as %s', (value, problem) => {
    expect(problems(value)).toEqual([problem]);
  });

  it('refuses what could tamper with objects, however it got there', () => {
    const value: unknown = JSON.parse('{"inner":{"__proto__":{"text":"x"}}}');
    expect(problems(value)).toEqual(['#/inner/__proto__ forbidden_name']);
  });

  it('takes no body for an empty one', () => {
    expect(problems(undefined)).toEqual(['#/a~1b required', '#/inner required']);
  });
});

describe('what a query must look like', () => {
  it('is read from texts', () => {
    const query = validated(Query, { limit: '20', department: String.raw`Склад,Кадры\, обучение` }, 'query');
    expect(query).toMatchObject({ limit: 20, department: ['Склад', 'Кадры, обучение'] });
  });

  it.each<[object, string]>([
    [{ limt: '1' }, 'limt unknown_parameter'],
    [{ limit: '0' }, 'limit out_of_range'],
    [{ limit: '1e2' }, 'limit wrong_type'],
    [{ limit: ['1', '2'] }, 'limit wrong_type'],
    [{ cursor: ['a', 'b'] }, 'cursor repeated_parameter'],
    [{ department: ['a', 'b'] }, 'department repeated_parameter'],
    [{ department: 'a,' }, 'department too_short'],
  ])('%j is told as %s', (value, problem) => {
    expect(problems(value, 'query')).toEqual([problem]);
  });
});
