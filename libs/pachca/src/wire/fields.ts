/** An answer that does not have the promised form; `path` says where, such as `data[3].created_at`. */
export class UnexpectedShape extends Error {
  constructor(
    readonly path: string,
    readonly expected: string,
  ) {
    super(`${path}: expected ${expected}`);
  }
}

/** ISO 8601 with a zone: the documents promise UTC with milliseconds, one of their samples has `+03:00`. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * The fields of one JSON object of the messenger, read by name.
 *
 * Every reader either returns a value of its type or throws `UnexpectedShape` with the path of the field. Unknown
 * fields are never looked at. A nullable field may also be absent, since the messenger adds and drops such fields;
 * any other must be there.
 */
export class Fields {
  private constructor(
    private readonly source: Readonly<Record<string, unknown>>,
    private readonly path: string,
  ) {}

  static of(value: unknown, path: string): Fields {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new UnexpectedShape(path, 'object');
    return new Fields(value as Readonly<Record<string, unknown>>, path);
  }

  /** A positive safe integer: most ids are 32 bits wide, those of threads' chats are not (OpenAPI schema `Thread`). */
  id(key: string): number {
    return readId(this.source[key], this.pathOf(key));
  }

  nullableId(key: string): number | null {
    return this.isAbsent(key) ? null : this.id(key);
  }

  count(key: string): number {
    const value = this.source[key];
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
    throw new UnexpectedShape(this.pathOf(key), 'non-negative integer');
  }

  nullableCount(key: string): number | null {
    return this.isAbsent(key) ? null : this.count(key);
  }

  text(key: string): string {
    return readText(this.source[key], this.pathOf(key));
  }

  nullableText(key: string): string | null {
    return this.isAbsent(key) ? null : this.text(key);
  }

  flag(key: string): boolean {
    const value = this.source[key];
    if (typeof value === 'boolean') return value;
    throw new UnexpectedShape(this.pathOf(key), 'boolean');
  }

  nullableFlag(key: string): boolean | null {
    return this.isAbsent(key) ? null : this.flag(key);
  }

  instant(key: string): Date {
    const value = this.source[key];
    if (typeof value === 'string' && INSTANT.test(value)) {
      const instant = new Date(value);
      if (!Number.isNaN(instant.getTime())) return instant;
    }
    throw new UnexpectedShape(this.pathOf(key), 'ISO 8601 time with a zone');
  }

  nullableInstant(key: string): Date | null {
    return this.isAbsent(key) ? null : this.instant(key);
  }

  /** A word of a closed list; a word that is newer than this client reads as `other` instead of stopping a sync. */
  word<const W extends string>(key: string, known: readonly W[]): W | 'other' {
    const value = this.text(key);
    return known.find((word) => word === value) ?? 'other';
  }

  object(key: string): Fields {
    return Fields.of(this.source[key], this.pathOf(key));
  }

  nullableObject(key: string): Fields | null {
    return this.isAbsent(key) ? null : this.object(key);
  }

  raw(key: string): Readonly<Record<string, unknown>> {
    return this.object(key).source;
  }

  list<T>(key: string, read: (value: unknown, path: string) => T): T[] {
    return readList(this.source[key], this.pathOf(key), read);
  }

  /** A list that may be null or absent, which then is an empty one. */
  nullableList<T>(key: string, read: (value: unknown, path: string) => T): T[] {
    return this.isAbsent(key) ? [] : this.list(key, read);
  }

  has(key: string): boolean {
    return !this.isAbsent(key);
  }

  private isAbsent(key: string): boolean {
    return this.source[key] === undefined || this.source[key] === null;
  }

  private pathOf(key: string): string {
    return this.path === '' ? key : `${this.path}.${key}`;
  }
}

export function readId(value: unknown, path: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
  throw new UnexpectedShape(path, 'positive integer');
}

export function readText(value: unknown, path: string): string {
  if (typeof value === 'string') return value;
  throw new UnexpectedShape(path, 'string');
}

export function readList<T>(value: unknown, path: string, read: (value: unknown, path: string) => T): T[] {
  if (!Array.isArray(value)) throw new UnexpectedShape(path, 'array');
  return value.map((item, index) => read(item, `${path}[${index}]`));
}
