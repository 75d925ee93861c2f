import type { ErrorDetail } from '#lib/kernel';

/** A list of ten thousand wrong ids is told by its first hundred. */
export const MAX_DETAILS = 100;

/** What is wrong with an audience, gathered while it is read. */
export class ParseProblems {
  readonly details: ErrorDetail[] = [];

  /** @returns `null`, for the place that could not be read */
  add(pointer: string, code: string, detail: string, params?: Readonly<Record<string, unknown>>): null {
    this.details.push({ pointer, code, detail, ...(params && { params }) });
    return null;
  }

  /** A list of so many entries; `null` where it is none. */
  list(
    value: unknown,
    pointer: string,
    size: { readonly atLeast: number; readonly atMost: number },
  ): readonly unknown[] | null {
    const { atLeast, atMost } = size;
    if (value === undefined) return this.add(pointer, 'required', 'This list must be here.');
    if (!Array.isArray(value))
      return this.add(pointer, 'wrong_type', 'This is a list.', { expected: 'array' });
    if (value.length < atLeast)
      return this.add(pointer, 'too_few', `There must be at least ${atLeast}.`, { min: atLeast });
    if (value.length > atMost)
      return this.add(pointer, 'too_many', `There may be at most ${atMost}.`, {
        max: atMost,
        actual: value.length,
      });
    return value as readonly unknown[];
  }

  /** A non-blank text that Postgres can be asked about, as exact as it was given. */
  text(
    value: unknown,
    pointer: string,
    limit: { readonly what: string; readonly max: number },
  ): string | null {
    const { what, max } = limit;
    if (typeof value !== 'string')
      return this.add(pointer, 'wrong_type', `${what} is a string.`, { expected: 'string' });
    if (value.trim() === '') return this.add(pointer, 'blank', `${what} is not blank.`);
    if (value.length > max)
      return this.add(pointer, 'too_long', `${what} has at most ${max} characters.`, { max });
    // Nothing has such a name, and Postgres could not even be asked.
    if (/\0|\p{Surrogate}/u.test(value))
      return this.add(pointer, 'unusable_text', 'The name holds a NUL or half of a character.');
    return value;
  }

  /** Every entry read by `read`; `null` where the list or one of them could not be. */
  all<T>(
    value: unknown,
    pointer: string,
    each: { readonly atMost: number; readonly read: (entry: unknown, pointer: string) => T | null },
  ): T[] | null {
    const list = this.list(value, pointer, { atLeast: 1, atMost: each.atMost });
    if (list === null) return null;
    const read = list.map((entry, n) => each.read(entry, `${pointer}/${n}`));
    const whole = read.filter((entry) => entry !== null);
    return whole.length === read.length ? whole : null;
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A key as a segment of a JSON pointer (RFC 6901). */
export function escapedKey(key: string): string {
  return key.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1');
}
