import type { JsonSchema } from '../api-schemas.js';
import { examples, exampleOfField } from './examples.js';

type Schemas = Readonly<Record<string, JsonSchema>>;

/** An example that fits its schema: written by hand where there is one, else the smallest that the schema takes. */
export class Sampler {
  readonly #made = new Map<string, unknown>();

  constructor(private readonly schemas: Schemas) {}

  of(schema: JsonSchema | undefined, field = ''): unknown {
    if (!schema) return undefined;
    const ref = schema['$ref'];
    if (typeof ref === 'string') return this.named(ref.slice(ref.lastIndexOf('/') + 1));
    for (const keyword of ['example', 'const', 'default']) if (keyword in schema) return schema[keyword];
    const choice = listIn(schema, 'enum')?.[0] ?? undefined;
    if (choice !== undefined) return choice;
    const options = listIn(schema, 'oneOf') ?? listIn(schema, 'anyOf');
    if (options) return this.of(options.find((option) => !isNull(option)) as JsonSchema, field);
    const all = listIn(schema, 'allOf');
    if (all) return Object.assign({}, ...all.map((part) => this.of(part as JsonSchema, field))) as unknown;
    return this.#ofType(schema, field);
  }

  named(name: string): unknown {
    if (name in examples) return examples[name];
    if (!this.#made.has(name)) {
      this.#made.set(name, null); // a schema that holds itself ends here
      this.#made.set(name, this.of(this.schemas[name], name));
    }
    return this.#made.get(name);
  }

  #ofType(schema: JsonSchema, field: string): unknown {
    const type =
      [schema['type']].flat().find((one) => one !== 'null') ?? ('properties' in schema ? 'object' : undefined);
    if (type === 'object') return this.#object(schema);
    if (type === 'array') return this.#array(schema, field);
    if (type === 'boolean') return true;
    if (type === 'integer' || type === 'number') return numberOf(schema, field);
    if (type === 'string') return stringOf(schema, field);
    return 'null' === schema['type'] ? null : {};
  }

  #object(schema: JsonSchema): unknown {
    const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>;
    const required = (listIn(schema, 'required') ?? []) as string[];
    return Object.fromEntries(required.map((name) => [name, this.of(properties[name], name)]));
  }

  #array(schema: JsonSchema, field: string): unknown {
    const prefix = listIn(schema, 'prefixItems');
    if (prefix) return prefix.map((item) => this.of(item as JsonSchema, field));
    const item = this.of((schema['items'] ?? {}) as JsonSchema, field.replace(/s$/, ''));
    return Array.from({ length: Number(schema['minItems'] ?? 1) || 1 }, () => item);
  }
}

const listIn = (schema: JsonSchema, keyword: string) => {
  const list = schema[keyword];
  return Array.isArray(list) ? (list as unknown[]) : undefined;
};

const isNull = (schema: unknown) => (schema as JsonSchema)['type'] === 'null';

function numberOf(schema: JsonSchema, field: string) {
  const known = exampleOfField(field);
  const least = Number(schema['minimum'] ?? schema['exclusiveMinimum'] ?? 0);
  const most = Number(schema['maximum'] ?? schema['exclusiveMaximum'] ?? Infinity);
  if (typeof known === 'number' && known > least && known < most) return known;
  const next = 'exclusiveMinimum' in schema ? least + 1 : least;
  return Math.max(next, Math.min(1, most)) || (most < 1 ? least : 1);
}

const formats: Readonly<Record<string, string>> = {
  uuid: '0198f2c4-7d11-7a3c-9b52-5f0c5d7e1a20',
  'date-time': '2026-03-02T09:30:00.000Z',
  date: '2026-03-02',
  email: 'anna@example.org',
  uri: 'https://example.org/hooks/polyspool',
  'uri-reference': '/v1/jobs',
  base64url: 'MDE5OGYyYzQ',
};

function stringOf(schema: JsonSchema, field: string) {
  const format = formats[String(schema['format'])];
  if (format !== undefined) return format;
  const known = exampleOfField(field);
  const fits = (text: string) =>
    !('pattern' in schema && !new RegExp(String(schema['pattern']), 'u').test(text)) &&
    text.length >= Number(schema['minLength'] ?? 0) &&
    text.length <= Number(schema['maxLength'] ?? Infinity);
  const texts = [
    typeof known === 'string' ? known : 'text',
    'en',
    'jobs/0198f2c4/file.txt',
    '1',
    'a',
    '2026-03-02',
    '#aabbcc',
  ];
  return texts.find(fits) ?? 'text'.padEnd(Number(schema['minLength'] ?? 4), '.');
}
