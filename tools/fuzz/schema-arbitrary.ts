import fc, { type Arbitrary } from 'fast-check';
import type { ApiDocument, Schema } from './api-document.ts';

/** Names of things that are there, by the name of the field or parameter that takes them. */
export type Known = (field: string) => readonly string[];

/** Values that fit a schema of the document. Fields that name a thing mostly name one that is there. */
export class SchemaArbitrary {
  readonly #document: ApiDocument;
  readonly #known: Known;

  constructor(document: ApiDocument, known: Known) {
    this.#document = document;
    this.#known = known;
  }

  of(unresolved: Schema, field = ''): Arbitrary<unknown> {
    const schema = this.#document.resolve(unresolved);
    const { type, enum: words, anyOf, oneOf } = schema;
    if ('const' in schema) return fc.constant(schema['const']);
    if (Array.isArray(words)) return fc.constantFrom(...(words as unknown[]));
    const choices = (anyOf ?? oneOf) as Schema[] | undefined;
    if (choices) return fc.oneof(...choices.map((one) => this.of(one, field)));
    if (Array.isArray(type)) return fc.oneof(...type.map((one: string) => this.of({ ...schema, type: one }, field)));
    if (type === 'object') return this.#object(schema);
    if (type === 'array') return this.#array(schema, field);
    if (type === 'string') return this.#string(schema, field);
    if (type === 'integer' || type === 'number') return number(schema, type === 'integer');
    if (type === 'boolean') return fc.boolean();
    if (type === 'null') return fc.constant(null);
    return fc.jsonValue({ maxDepth: 2 });
  }

  resolved(schema: Schema): Schema {
    return this.#document.resolve(schema);
  }

  /** What a name in an address may be. */
  named(field: string): Arbitrary<string> {
    const known = this.#known(field);
    return known.length ? fc.constantFrom(...known) : fc.constant('fuzz');
  }

  /** An example of the document, with names of things that are there. */
  filledIn(example: unknown, field = ''): unknown {
    if (Array.isArray(example)) return example.map((one) => this.filledIn(one, field));
    if (typeof example === 'string') return this.#known(field)[0] ?? example;
    if (typeof example !== 'object' || example === null) return example;
    return Object.fromEntries(Object.entries(example).map(([name, value]) => [name, this.filledIn(value, name)]));
  }

  #object(schema: Schema): Arbitrary<unknown> {
    const {
      properties = {},
      required = [],
      additionalProperties,
    } = schema as {
      properties?: Record<string, Schema>;
      required?: string[];
      additionalProperties?: Schema | false;
    };
    const entries = Object.entries(properties).map(([name, one]) => [name, this.of(one, name)] as const);
    const needed = entries.filter(([name]) => required.includes(name));
    const named = fc.oneof(record(entries, required), record(needed, required), oneMore(entries, needed));
    if (!additionalProperties) return named;
    const others = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), this.of(additionalProperties), {
      maxKeys: 2,
      noNullPrototype: true,
    });
    return fc.tuple(others, named).map(([other, own]) => ({ ...other, ...own }));
  }

  #array(schema: Schema, field: string) {
    const { items = {}, minItems = 0, maxItems = 3 } = schema as Schema & Record<'minItems' | 'maxItems', number>;
    const maxLength = Math.max(minItems, Math.min(maxItems, minItems + 2));
    return fc.array(this.of(items as Schema, field), { minLength: minItems, maxLength });
  }

  #string(schema: Schema, field: string): Arbitrary<string> {
    const made = string(schema);
    const known = this.#known(field);
    return known.length ? fc.oneof({ arbitrary: fc.constantFrom(...known), weight: 5 }, made) : made;
  }
}

type Entry = readonly [name: string, value: Arbitrary<unknown>];

const record = (entries: readonly Entry[], required: readonly string[]): Arbitrary<Record<string, unknown>> =>
  fc.record(Object.fromEntries(entries), {
    requiredKeys: required.filter((name) => entries.some(([one]) => one === name)),
    noNullPrototype: true,
  });

/** What is needed, and one thing beside it: contracts often want exactly one of several. */
function oneMore(entries: readonly Entry[], needed: readonly Entry[]): Arbitrary<Record<string, unknown>> {
  const others = entries.filter((entry) => !needed.includes(entry));
  const names = needed.map(([name]) => name);
  if (!others.length) return record(needed, names);
  return fc.constantFrom(...others).chain((other) => record([...needed, other], [...names, other[0]]));
}

function string(schema: Schema): Arbitrary<string> {
  const {
    format,
    pattern,
    minLength = 0,
    maxLength = 40,
  } = schema as Record<'format' | 'pattern', string> & Partial<Record<'minLength' | 'maxLength', number>>;
  if (format === 'uuid') return fc.uuid();
  if (format === 'date') return moment.map((at) => at.slice(0, 10));
  if (format === 'date-time') return moment;
  if (format === 'email') return fc.stringMatching(/^[a-z]{1,8}@example\.org$/);
  if (format === 'uri') return fc.constant('http://127.0.0.1:9/hooks');
  if (pattern?.includes('(?!')) return fc.stringMatching(/^[a-z]{1,8}(\/[a-z]{1,8}){0,2}\.txt$/);
  if (pattern && !pattern.includes('\\p{')) {
    return fc.stringMatching(new RegExp(pattern)).filter((text) => text.length <= maxLength);
  }
  const unit = fc.oneof(
    { arbitrary: fc.string({ maxLength: 1, minLength: 1 }), weight: 3 },
    fc.constantFrom(...letters),
  );
  return fc.string({ unit, minLength, maxLength: Math.max(minLength, Math.min(maxLength, minLength + 12)) });
}

/** Of one UTF-16 unit each, from several scripts. */
const letters = ['é', 'ß', 'Я', '中', 'అ', 'ש', '\u202e', '\u0301', '%', '"', '\\', '\n'];

const moment = fc
  .date({ min: new Date('2001-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());

function number(schema: Schema, isWhole: boolean): Arbitrary<number> {
  const { minimum, maximum, exclusiveMinimum } = schema as Record<string, number | undefined>;
  const least = minimum ?? (exclusiveMinimum === undefined ? -1_000 : exclusiveMinimum + (isWhole ? 1 : 0.001));
  const most = Math.max(least, maximum ?? 1_000_000);
  const near = Math.min(most, least + 20);
  if (!isWhole) return fc.double({ min: least, max: near, noNaN: true });
  return fc.oneof({ arbitrary: fc.integer({ min: least, max: near }), weight: 3 }, fc.maxSafeInteger().map(within));
  function within(any: number) {
    return Math.min(most, Math.max(least, any));
  }
}
