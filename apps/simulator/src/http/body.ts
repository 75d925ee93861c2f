import { type SimulatorBehaviour } from '../behaviour.js';
import { refusal } from './refusal.js';

type Fields = Readonly<Record<string, unknown>>;

const INT32_MAX = 2_147_483_647;

/** The fields of one object in a request's body, read with the errors that the messenger gives. */
export class BodyReader {
  private constructor(
    private readonly fields: Fields,
    private readonly place: string,
    private readonly behaviour: SimulatorBehaviour,
  ) {}

  /** The object under `name` in the body: all bodies are wrapped by what they are about. */
  static of(body: unknown, name: string, behaviour: SimulatorBehaviour): BodyReader {
    const wrapped = isFields(body) ? body[name] : undefined;
    if (!isFields(wrapped)) throw refusal(behaviour.missingFieldStatus, name, 'required');
    return new BodyReader(wrapped, `${name}.`, behaviour);
  }

  /** The body itself, where it is not wrapped. */
  static bare(body: unknown, behaviour: SimulatorBehaviour): BodyReader {
    if (!isFields(body)) throw refusal(behaviour.missingFieldStatus, 'body', 'required');
    return new BodyReader(body, '', behaviour);
  }

  /** `null` counts as absent. */
  has(name: string): boolean {
    return this.fields[name] !== undefined && this.fields[name] !== null;
  }

  raw(name: string): unknown {
    return this.fields[name];
  }

  /** Refused with 400 when it is no text, with 422 when it is longer than `max` characters. */
  text(name: string, max = Number.POSITIVE_INFINITY): string | undefined {
    if (!this.has(name)) return undefined;
    const value = this.fields[name];
    if (typeof value !== 'string') throw refusal(400, this.keyOf(name), 'invalid', value);
    if (value.length > max) throw refusal(422, this.keyOf(name), 'too_long', value);
    return value;
  }

  requiredText(name: string, max?: number): string {
    return this.text(name, max) ?? this.missing(name);
  }

  integer(name: string): number | undefined {
    if (!this.has(name)) return undefined;
    const value = this.fields[name];
    if (!Number.isInteger(value) || Math.abs(Number(value)) > INT32_MAX) {
      throw refusal(400, this.keyOf(name), 'invalid', value);
    }
    return Number(value);
  }

  requiredInteger(name: string): number {
    return this.integer(name) ?? this.missing(name);
  }

  list(name: string): readonly unknown[] | undefined {
    if (!this.has(name)) return undefined;
    const value = this.fields[name];
    if (!Array.isArray(value)) throw refusal(400, this.keyOf(name), 'invalid', value);
    return value as readonly unknown[];
  }

  keyOf(name: string): string {
    return this.behaviour.errorKeys === 'bare' ? name : this.place + name;
  }

  private missing(name: string): never {
    throw refusal(this.behaviour.missingFieldStatus, this.keyOf(name), 'required');
  }
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
