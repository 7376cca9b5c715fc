import type { Schema, Way } from './surface.ts';

export interface Sides {
  readonly before: Readonly<Record<string, Schema>>;
  readonly after: Readonly<Record<string, Schema>>;
}

/**
 * How a change of a schema breaks those who send what it describes (`in`), or those who read it (`out`). What was taken must be
 * taken still; what was told must be told still. Readers pass over what they do not know, so answers may grow: by fields, by
 * values, by kinds.
 */
export class SchemaComparison {
  private readonly sides: Sides;
  private readonly way: Way;
  readonly #seen = new Set<string>();

  constructor(sides: Sides, way: Way) {
    this.sides = sides;
    this.way = way;
  }

  breaks(before: Schema, after: Schema, at: string): string[] {
    const [was, is] = [this.#resolved(before, 'before'), this.#resolved(after, 'after')];
    const pair = `${String(before['$ref'])} ${String(after['$ref'])}`;
    if (before['$ref'] !== undefined && after['$ref'] !== undefined) {
      if (this.#seen.has(pair)) return [];
      this.#seen.add(pair);
    }
    const options = optionsOf(was) ?? optionsOf(is);
    if (options) return this.#options(optionsOf(was) ?? [was], optionsOf(is) ?? [is], at);
    return [
      ...this.#types(was, is, at),
      ...this.#values(was, is, at),
      ...this.#bounds(was, is, at),
      ...this.#fields(was, is, at),
      ...this.#items(was, is, at),
    ];
  }

  #resolved(schema: Schema, side: keyof Sides): Schema {
    const { $ref, ...beside } = schema;
    if (typeof $ref !== 'string') return schema;
    const name = $ref.slice($ref.lastIndexOf('/') + 1);
    return { ...this.#resolved(this.sides[side][name] ?? {}, side), ...beside };
  }

  /** Each one that is needed has to be found among the others. */
  #options(was: readonly Schema[], is: readonly Schema[], at: string): string[] {
    const fits = (before: Schema, after: Schema) =>
      new SchemaComparison(this.sides, this.way).breaks(before, after, at).length === 0;
    if (this.way === 'in') {
      const lost = was.filter((before) => !is.some((after) => fits(before, after)));
      return lost.map((one) => `${at}: ${nameOf(one)} is not taken any more, or not all of it`);
    }
    const strange = is.filter((after) => !was.some((before) => fits(before, after)));
    const grown = Math.max(0, is.length - was.length);
    return strange.slice(grown).map((one) => `${at}: ${nameOf(one)} is told otherwise`);
  }

  #types(was: Schema, is: Schema, at: string): string[] {
    const [before, after] = [typesOf(was), typesOf(is)];
    if (this.way === 'in') {
      if (!after) return [];
      if (!before) return [`${at}: was anything, and is ${after.join(' or ')}`];
      return before.filter((type) => !covers(after, type)).map((type) => `${at}: ${type} is not taken any more`);
    }
    if (!before) return [];
    if (!after) return [`${at}: was ${before.join(' or ')}, and is anything`];
    return after.filter((type) => !covers(before, type)).map((type) => `${at}: may be ${type} now`);
  }

  #values(was: Schema, is: Schema, at: string): string[] {
    const [before, after] = [valuesOf(was), valuesOf(is)];
    const faults: string[] = [];
    if (this.way === 'in' && after) {
      if (!before) faults.push(`${at}: only some values are taken now`);
      const lost = before?.filter((value) => !after.includes(value)) ?? [];
      faults.push(...lost.map((value) => `${at}: ${value} is not taken any more`));
    }
    if (this.way === 'out' && before && !after) faults.push(`${at}: was one of a few values, and is any`);
    if (this.way === 'in' && 'default' in was && JSON.stringify(was['default']) !== JSON.stringify(is['default'])) {
      faults.push(`${at}: stands for something else where it is left out`);
    }
    return faults;
  }

  #bounds(was: Schema, is: Schema, at: string): string[] {
    const faults: string[] = [];
    for (const keyword of ['pattern', 'format']) {
      const isNarrower = this.way === 'in' ? is[keyword] !== undefined : was[keyword] !== undefined;
      if (isNarrower && is[keyword] !== was[keyword]) faults.push(`${at}: another ${keyword}`);
    }
    if (this.way === 'out') return faults;
    for (const [keyword, isLower] of bounds) {
      const [before, after] = [was[keyword], is[keyword]];
      if (typeof after !== 'number') continue;
      if (typeof before !== 'number' || (isLower ? after > before : after < before))
        faults.push(`${at}: ${keyword} is ${after} now`);
    }
    return faults;
  }

  #fields(was: Schema, is: Schema, at: string): string[] {
    const [before, after] = [propertiesOf(was), propertiesOf(is)];
    const [needed, needs] = [requiredOf(was), requiredOf(is)];
    const faults = Object.keys(before).flatMap((name) => {
      const [old, now] = [before[name]!, after[name]];
      const place = `${at}.${name}`;
      if (now) return this.breaks(old, now, place);
      const isRefused = is['additionalProperties'] === false;
      return this.way === 'out' || isRefused ? [`${place}: is gone`] : [];
    });
    if (this.way === 'in') {
      faults.push(...[...needs].filter((name) => !needed.has(name)).map((name) => `${at}.${name}: is needed now`));
      if (
        is['additionalProperties'] === false &&
        was['additionalProperties'] !== false &&
        typesOf(was)?.includes('object')
      ) {
        faults.push(`${at}: other fields are refused now`);
      }
    } else {
      faults.push(
        ...[...needed]
          .filter((name) => name in after && !needs.has(name))
          .map((name) => `${at}.${name}: may be missing now`),
      );
    }
    return faults;
  }

  #items(was: Schema, is: Schema, at: string): string[] {
    return ['items', 'additionalProperties', 'propertyNames'].flatMap((keyword) => {
      const [before, after] = [was[keyword], is[keyword]];
      return isSchema(before) && isSchema(after) ? this.breaks(before, after, `${at}[]`) : [];
    });
  }
}

/** Whether what is greater is narrower. */
const bounds = [
  ['minimum', true],
  ['exclusiveMinimum', true],
  ['minLength', true],
  ['minItems', true],
  ['minProperties', true],
  ['maximum', false],
  ['exclusiveMaximum', false],
  ['maxLength', false],
  ['maxItems', false],
  ['maxProperties', false],
] as const;

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const optionsOf = (schema: Schema) => (schema['oneOf'] ?? schema['anyOf']) as readonly Schema[] | undefined;
const propertiesOf = (schema: Schema) => (schema['properties'] ?? {}) as Record<string, Schema>;
const requiredOf = (schema: Schema) => new Set((schema['required'] ?? []) as string[]);
const typesOf = ({ type }: Schema) => (type === undefined ? undefined : ([type].flat() as string[]));
const covers = (types: readonly string[], type: string) =>
  types.includes(type) || (type === 'integer' && types.includes('number'));

/** As JSON, so that they can be compared. */
const valuesOf = (schema: Schema) => {
  const values = 'const' in schema ? [schema['const']] : (schema['enum'] as readonly unknown[] | undefined);
  return values?.map((value) => JSON.stringify(value));
};

const nameOf = (schema: Schema) =>
  String(schema['$ref'] ?? schema['type'] ?? JSON.stringify(schema)).replace(/^.*\//, '');
