import type { ErrorDetail } from '#lib/kernel';
import { MAX_BODY_DEPTH } from '../http/limits.js';
import { detailAt } from '../problem/error-detail.js';
import { type Place, pointerTo } from './validation-problems.js';

/**
 * What Postgres could not store or nobody could mean, anywhere in a request: NUL characters, halves of surrogate pairs
 * (in names of members, too), names that tamper with objects, and absurd nesting. At most one problem is told: it is never an honest mistake.
 */
export function textProblems(value: unknown, place: Place): ErrorDetail[] {
  const found = findUnusable(value, []);
  if (found === null) return [];
  const { path, code } = found;
  return [
    detailAt({
      ...(place === 'body' ? { pointer: pointerTo(path) } : { parameter: path.join('.') }),
      code,
      ...(code === 'too_deep' && { params: { max: MAX_BODY_DEPTH } }),
    }),
  ];
}

/** Names by which objects of JavaScript are tampered with; no field of ours has one. */
const FORBIDDEN_NAMES = ['__proto__', 'constructor', 'prototype'];

const LONE_SURROGATE = /\p{Surrogate}/u;

interface Unusable {
  readonly path: readonly string[];
  readonly code: 'unusable_text' | 'too_deep' | 'forbidden_name';
}

function findUnusable(value: unknown, path: readonly string[]): Unusable | null {
  if (typeof value === 'string') return isUsable(value) ? null : { path, code: 'unusable_text' };
  if (typeof value !== 'object' || value === null) return null;
  if (path.length >= MAX_BODY_DEPTH) return { path, code: 'too_deep' };
  for (const [name, part] of Object.entries(value)) {
    if (!isUsable(name)) return { path, code: 'unusable_text' };
    if (FORBIDDEN_NAMES.includes(name)) return { path: [...path, name], code: 'forbidden_name' };
    const found = findUnusable(part, [...path, name]);
    if (found !== null) return found;
  }
  return null;
}

function isUsable(text: string): boolean {
  return !text.includes('\0') && !LONE_SURROGATE.test(text);
}
