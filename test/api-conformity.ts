import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

interface Operation {
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: object }>> }>
  >;
}

/** As much of an OpenAPI document as is looked at here. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

export interface Answered {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly contentType: string;
  readonly body: unknown;
}

/** What the document does not promise is never answered: looks every answer up in it. */
export class Conformity {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  private readonly compiled = new Map<string, ValidateFunction>();

  constructor(private readonly document: OpenApiDocument) {
    addFormats.default(this.ajv);
    this.ajv.addSchema({ $id: 'vestnik', components: document.components });
  }

  /** Why the answer is not one that the document declares; `null` when it is, or when the address is in no document. */
  problemOf(answer: Answered): string | null {
    const operation = this.operationOf(answer);
    if (operation === null) return null;
    const name = `${answer.method} ${answer.path} ${answer.status}`;
    const declared = operation.responses[String(answer.status)];
    if (declared === undefined) return `${name} is not declared`;
    if (answer.status === 204) return null;
    const [type = ''] = answer.contentType.split(';');
    const schema = declared.content?.[type]?.schema;
    if (schema === undefined) return `${name} declares no ${type}`;
    const validate = this.validatorOf(schema);
    return validate(answer.body) ? null : `${name}: ${this.ajv.errorsText(validate.errors)}`;
  }

  private operationOf({ method, path }: Answered): Operation | null {
    const segments = (path.split('?')[0] ?? '').split('/');
    for (const [template, operations] of Object.entries(this.document.paths)) {
      const parts = template.split('/');
      const isMatch =
        parts.length === segments.length &&
        parts.every((part, at) => part.startsWith('{') || part === segments[at]);
      const operation = isMatch ? operations[method.toLowerCase()] : undefined;
      if (operation !== undefined) return operation;
    }
    return null;
  }

  private validatorOf(schema: object): ValidateFunction {
    const text = JSON.stringify(schema).replaceAll('"#/components/', '"vestnik#/components/');
    const validate = this.compiled.get(text) ?? this.ajv.compile(JSON.parse(text) as object);
    this.compiled.set(text, validate);
    return validate;
  }
}
