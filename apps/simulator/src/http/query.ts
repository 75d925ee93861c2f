import { type Fault, type FaultKind } from '../faults/fault.js';
import { type Cursor, decodeCursor } from './cursor.js';
import { type Listing, type Page, pageOf } from './page.js';
import { type Call, type Query } from './operation.js';
import { refusal } from './refusal.js';

const INT32_MAX = 2_147_483_647;

/** One value of a query parameter; of a repeated one the last, as Rails takes it. */
export function textOf(query: Query, name: string): string | undefined {
  const value = query[name];
  return typeof value === 'object' ? value.at(-1) : value;
}

/** A list parameter in every spelling in use: `names[]=a&names[]=b`, `names=a&names=b`, `names=a,b`. */
export function listOf(query: Query, name: string): string[] | undefined {
  const values = [query[`${name}[]`] ?? [], query[name] ?? []].flat();
  if (values.length === 0) return undefined;
  return query[`${name}[]`] === undefined ? values.flatMap((value) => value.split(',')) : values;
}

export function requiredInteger(query: Query, name: string): number {
  const text = textOf(query, name);
  if (text === undefined || text === '') throw refusal(400, name, 'required');
  const value = idOf(text);
  if (value === null) throw refusal(400, name, 'invalid', text);
  return value;
}

export function oneOf<T extends string>(query: Query, name: string, allowed: readonly T[], otherwise: T): T {
  const text = textOf(query, name);
  if (text === undefined) return otherwise;
  const found = allowed.find((each) => each === text);
  if (found === undefined) throw refusal(400, name, 'in', text);
  return found;
}

export function flagOf(query: Query, name: string): boolean | undefined {
  const text = textOf(query, name);
  if (text === undefined) return undefined;
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  throw refusal(400, name, 'invalid', text);
}

/** Milliseconds since 1970; with any offset. */
export function instantOf(query: Query, name: string): number | undefined {
  const text = textOf(query, name);
  if (text === undefined) return undefined;
  const atMs = Date.parse(text);
  if (Number.isNaN(atMs)) throw refusal(400, name, 'invalid', text);
  return atMs;
}

/** A whole number that can be an id, or `null`. */
export function idOf(text: string): number | null {
  return /^\d{1,10}$/.test(text) && Number(text) <= INT32_MAX ? Number(text) : null;
}

/** An id in the path; whatever cannot be one is simply not found. */
export function pathId(call: Pick<Call, 'params'>, name = 'id'): number {
  const id = idOf(call.params[name] ?? '');
  if (id === null) throw refusal(404, name, 'not_found', call.params[name]);
  return id;
}

export function limitOf(call: Call, max: number): number {
  const text = textOf(call.query, 'limit');
  if (text === undefined) return max;
  const limit = /^-?\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(limit)) throw refusal(400, 'limit', 'invalid', text);
  if (limit >= 1 && limit <= max) return limit;
  if (call.sim.behaviour.limitOutOfRange === 'refused') throw refusal(400, 'limit', 'in', text);
  return Math.min(Math.max(limit, 1), max);
}

export function cursorOf(call: Call, list: string): Cursor {
  const text = textOf(call.query, 'cursor');
  if (text === undefined || text === '') return { from: 'start' };
  const cursor = decodeCursor(list, text);
  if (cursor !== null) return cursor;
  if (call.sim.behaviour.badCursor === 'ignored') return { from: 'start' };
  throw refusal(400, 'cursor', 'invalid', text);
}

/** The page that a request asks for, as the behaviour and the faults of this request let it be. */
export function pageFor<T>(call: Call, listing: Listing<T>, maxLimit: number): Page<T> {
  const short = faultOf(call, 'short_pages');
  const limit = limitOf(call, maxLimit);
  return pageOf(listing, {
    cursor: cursorOf(call, listing.name),
    limit: short === undefined ? limit : Math.min(limit, short.params.size),
    style: call.sim.behaviour.pagination,
    isEmptied: faultOf(call, 'empty_page') !== undefined,
  });
}

/** The first fault of a kind that hit this request. */
export function faultOf<K extends FaultKind>(
  call: Pick<Call, 'faults'>,
  kind: K,
): Extract<Fault, { kind: K }> | undefined {
  return call.faults.find((fault): fault is Extract<Fault, { kind: K }> => fault.kind === kind);
}
