import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { parse } from 'yaml';

const DOCUMENT = join(import.meta.dirname, '../../../shared/pachca/openapi.yaml');
const ID = 'vendor';

type Json = Readonly<Record<string, unknown>>;

/** What the vendor says about one way to ask. */
interface VendorOperation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
  }[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Json };
  readonly responses: Readonly<Record<string, { readonly content?: Json } | undefined>>;
}

/**
 * The messenger's OpenAPI document (version 3.0), made checkable: `nullable` becomes a type of JSON Schema, and objects
 * that list their properties allow no others, so that a misspelt field is found and not ignored.
 */
export class VendorDocument {
  private readonly ajv: Ajv;

  private constructor(private readonly document: Json) {
    this.ajv = new Ajv({ strict: false, allErrors: true });
    formats.default(this.ajv);
    this.ajv.addFormat('int32', { type: 'number', validate: (value: number) => Math.abs(value) < 2 ** 31 });
    this.ajv.addFormat('int64', { type: 'number', validate: (value: number) => Number.isSafeInteger(value) });
    this.ajv.addFormat('binary', true);
    this.ajv.addSchema({ ...document, $id: ID });
  }

  /** `null` where the document is not at hand: it belongs to the vendor and is not part of this project. */
  static load(): VendorDocument | null {
    if (!existsSync(DOCUMENT)) return null;
    return new VendorDocument(toJsonSchema(parse(readFileSync(DOCUMENT, 'utf8'))) as Json);
  }

  operation(method: string, template: string): VendorOperation {
    const operation = this.find(method, template);
    if (operation === undefined) throw new Error(`The vendor has no ${method} ${template}`);
    return operation;
  }

  /** The path template that a real path belongs to, such as `/users/{id}` for `/users/12`; literal ones go first. */
  templateOf(method: string, path: string): string | undefined {
    const fits = Object.keys(this.document['paths'] as Json).filter((template) => {
      const pattern = template.replaceAll(/\{\w+\}/g, '[^/]+');
      return new RegExp(`^${pattern}$`).test(path) && this.find(method, template) !== undefined;
    });
    return fits.sort((a, b) => a.split('{').length - b.split('{').length)[0];
  }

  /** What is wrong with a value by one of the document's named schemas; empty = nothing. */
  problemsBySchema(name: string, value: unknown): string[] {
    return this.problems(['components', 'schemas', name], value);
  }

  /** What is wrong with an answer's JSON, for a status that the document declares with a body. */
  problemsOfAnswer(method: string, template: string, answer: { status: number; json: unknown }): string[] {
    const place = ['paths', template, method.toLowerCase(), 'responses', String(answer.status)];
    return this.problems([...place, 'content', 'application/json', 'schema'], answer.json);
  }

  /** What is wrong with a request: unknown or missing query parameters, their values, and the body. */
  problemsOfRequest(request: {
    readonly method: string;
    readonly template: string;
    readonly query: string;
    readonly body: unknown;
    readonly contentType?: string;
  }): string[] {
    const { method, template, body, contentType = 'application/json' } = request;
    const { parameters = [], requestBody } = this.operation(method, template);
    const place = ['paths', template, method.toLowerCase()];
    const problems: string[] = [];
    const query = queryValues(request.query);
    for (const [name, value] of query) {
      const index = parameters.findIndex((parameter) => parameter.in === 'query' && parameter.name === name);
      if (index === -1) problems.push(`there is no query parameter ${name}`);
      else problems.push(...this.queryProblems([...place, 'parameters', String(index), 'schema'], value));
    }
    for (const { name, in: where, required } of parameters) {
      if (where === 'query' && required === true && !query.has(name)) problems.push(`${name} is missing`);
    }
    if (requestBody === undefined && body !== undefined) problems.push('there should be no body');
    if (requestBody?.required === true && body === undefined) problems.push('the body is missing');
    if (requestBody !== undefined && body !== undefined) {
      problems.push(...this.problems([...place, 'requestBody', 'content', contentType, 'schema'], body));
    }
    return problems;
  }

  /** A query holds texts: right is what fits as a text, as the number or truth value it spells, or as a list. */
  private queryProblems(pointer: readonly string[], value: readonly string[]): string[] {
    const [first = ''] = value;
    const readings = [
      first,
      Number(first),
      first === 'true' ? true : first === 'false' ? false : first,
      value,
    ];
    const found = readings.map((reading) => this.problems(pointer, reading));
    return found.some((problems) => problems.length === 0) ? [] : (found[0] ?? []);
  }

  private find(method: string, template: string): VendorOperation | undefined {
    const paths = this.document['paths'] as Readonly<
      Record<string, Readonly<Record<string, VendorOperation | undefined>> | undefined>
    >;
    return paths[template]?.[method.toLowerCase()];
  }

  private problems(pointer: readonly string[], value: unknown): string[] {
    const reference = `${ID}#/${pointer.map(escapePointer).join('/')}`;
    const validate: ValidateFunction | undefined = this.ajv.getSchema(reference);
    if (validate === undefined) return [`the vendor has no schema at ${reference}`];
    validate(value);
    return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? error.keyword}`);
  }
}

function escapePointer(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}

/** `name[]=a&name[]=b` is the list `name`. */
function queryValues(query: string): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [key, value] of new URLSearchParams(query)) {
    const name = key.replace(/\[\]$/, '');
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  return values;
}

/** OpenAPI 3.0's dialect in the words of JSON Schema. */
function toJsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toJsonSchema);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...rest } = value as Json;
  const schema = Object.fromEntries(Object.entries(rest).map(([key, each]) => [key, toJsonSchema(each)]));
  const isClosed = schema['properties'] !== undefined && schema['type'] === 'object';
  const closed =
    isClosed && schema['additionalProperties'] === undefined ? { additionalProperties: false } : {};
  const whole = { ...schema, ...closed };
  return nullable === true ? { anyOf: [whole, { type: 'null' }] } : whole;
}
