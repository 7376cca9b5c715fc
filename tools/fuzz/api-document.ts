import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { default as addFormats } from 'ajv-formats';

export interface Schema {
  readonly [keyword: string]: unknown;
}

export interface Parameter {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema;
}

export interface Content {
  readonly schema: Schema;
  readonly example?: unknown;
  /** Of the schema, in the document. */
  readonly pointer: string;
}

export interface Operation {
  /** `POST /v1/jobs` */
  readonly name: string;
  readonly method: string;
  /** `/v1/jobs/{id}` */
  readonly path: string;
  /** Nobody is answered without a key. */
  readonly needsKey: boolean;
  readonly parameters: readonly Parameter[];
  /** By media type. */
  readonly body: Readonly<Record<string, Content>>;
  /** By status, then by media type. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, Content>>>>;
}

interface Described {
  readonly security?: readonly Schema[];
  readonly parameters?: readonly (Omit<Parameter, 'required'> & { required?: boolean })[];
  readonly requestBody?: { content: Record<string, Omit<Content, 'pointer'>> };
  readonly responses: Record<string, { content?: Record<string, Omit<Content, 'pointer'>> }>;
}

/** The OpenAPI document of a running system: what may be asked, and what is then answered. */
export class ApiDocument {
  readonly operations: readonly Operation[];
  readonly #document: Schema;
  readonly #ajv = new Ajv2020({ strict: false, validateSchema: false, validateFormats: true, allErrors: false });
  readonly #validators = new Map<string, ValidateFunction>();

  constructor(document: Schema) {
    this.#document = document;
    (addFormats as unknown as (ajv: Ajv2020) => void)(this.#ajv); // its types are those of CommonJS
    this.#ajv.addFormat('base64url', true).addFormat('binary', true);
    this.#ajv.addSchema(document, 'api');
    const paths = document['paths'] as Record<string, Record<string, Described>>;
    this.operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, described]) => operationOf(path, method, described)),
    );
  }

  static async of(gatewayUrl: string): Promise<ApiDocument> {
    return new ApiDocument((await (await fetch(`${gatewayUrl}/openapi.json`)).json()) as Schema);
  }

  /** What a `$ref` stands for. */
  resolve(schema: Schema): Schema {
    const { $ref } = schema;
    if (typeof $ref !== 'string') return schema;
    const parts = $ref.slice(2).split('/');
    return this.resolve(parts.reduce<Schema>((node, part) => node[part] as Schema, this.#document));
  }

  /** What of a value does not fit a schema of the document; nothing if all does. */
  misfit({ pointer }: Content, value: unknown): string | undefined {
    const validate = this.#validators.get(pointer) ?? this.#ajv.compile({ $ref: `api#${pointer}` });
    this.#validators.set(pointer, validate);
    if (validate(value)) return undefined;
    return this.#ajv.errorsText(validate.errors, { dataVar: 'body' });
  }
}

function operationOf(path: string, method: string, described: Described): Operation {
  const { parameters = [], requestBody, responses, security = [{ key: [] }] } = described;
  const at = ['', 'paths', path, method];
  const answers = Object.entries(responses).map(
    ([status, { content }]) => [status, contentOf(content, [...at, 'responses', status])] as const,
  );
  return {
    name: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    needsKey: security.length > 0 && security.every((way) => Object.keys(way).length > 0),
    parameters: parameters.map((one) => ({ ...one, required: one.required ?? false })),
    body: contentOf(requestBody?.content, [...at, 'requestBody']),
    answers: Object.fromEntries(answers),
  };
}

function contentOf(content: Record<string, Omit<Content, 'pointer'>> = {}, at: readonly string[]) {
  const entries = Object.entries(content).map(([type, one]): [string, Content] => {
    const pointer = [...at, 'content', type, 'schema'].map(escaped).join('/');
    return [type, { ...one, pointer }];
  });
  return Object.fromEntries(entries);
}

/** As a part of a JSON pointer in the fragment of an address. */
const escaped = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
