import { breaksOf } from './compare-surfaces.ts';
import type { Schema, Surface, Way } from './surface.ts';

const object = (properties: Record<string, Schema>, more: Schema = {}): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...more,
});
const text: Schema = { type: 'string' };
const number: Schema = { type: 'number' };
const optional = (schema: Schema): Schema => object({ a: text, b: schema }, { required: ['a'] });

/** A surface with one schema, which is sent or answered. */
const surface = (way: Way, Thing: Schema): Surface => ({
  operations: {
    'POST /things': {
      parameters: {},
      ...(way === 'in' && { body: { required: true, content: { json: { $ref: '#/Thing' } } } }),
      answers: { 200: way === 'out' ? { json: { $ref: '#/Thing' } } : {} },
    },
  },
  messages: {},
  schemas: { Thing },
});
const breaks = (way: Way, before: Schema, after: Schema) =>
  breaksOf(surface(way, before), surface(way, after)).length > 0;

describe('a change of a contract', () => {
  it.each([
    ['nothing', object({ a: text }), object({ a: text }), false, false],
    ['a field that may be there', object({ a: text }), optional(text), false, false],
    ['a field that has to be there', object({ a: text }), object({ a: text, b: text }), true, false],
    ['a field gone', object({ a: text, b: text }), object({ a: text }), true, true],
    ['a field that may be missing', object({ a: text, b: text }), optional(text), false, true],
    ['a field that may not be missing', optional(text), object({ a: text, b: text }), true, false],
    [
      'a field inside another kind',
      object({ a: object({ b: text }) }),
      object({ a: object({ b: number }) }),
      true,
      true,
    ],
    ['other fields refused', object({ a: text }, { additionalProperties: {} }), object({ a: text }), true, false],
    ['another type', text, number, true, true],
    ['one more type', text, { type: ['string', 'null'] }, false, true],
    ['one type less', { type: ['string', 'null'] }, text, true, false],
    ['wider numbers', { type: 'integer' }, number, false, true],
    ['a value more', { enum: ['a'] }, { enum: ['a', 'b'] }, false, false],
    ['a value less', { enum: ['a', 'b'] }, { enum: ['a'] }, true, false],
    ['any value', { ...text, enum: ['a'] }, text, false, true],
    ['only some values', text, { ...text, enum: ['a'] }, true, false],
    ['a lower most', { ...number, maximum: 9 }, { ...number, maximum: 5 }, true, false],
    ['a higher most', { ...number, maximum: 5 }, { ...number, maximum: 9 }, false, false],
    ['a least', number, { ...number, minimum: 1 }, true, false],
    ['another pattern', { ...text, pattern: 'a' }, { ...text, pattern: 'b' }, true, true],
    ['no format', { ...text, format: 'uuid' }, text, false, true],
    ['another default', { ...text, default: 'a' }, { ...text, default: 'b' }, true, false],
    ['a kind more', { oneOf: [text] }, { oneOf: [text, number] }, false, false],
    ['a kind less', { anyOf: [text, number] }, { anyOf: [text] }, true, false],
    ['a kind otherwise', { anyOf: [text, object({ a: text })] }, { anyOf: [text, object({ a: number })] }, true, true],
    ['other items', { type: 'array', items: text }, { type: 'array', items: number }, true, true],
  ] satisfies [string, Schema, Schema, boolean, boolean][])(
    'such as %s breaks those who send it, or those who read it, or nobody',
    (_what, before, after, senders, readers) => {
      expect([breaks('in', before, after), breaks('out', before, after)]).toEqual([senders, readers]);
    },
  );

  it('is seen where it is, through references that lead back to themselves', () => {
    const tree = (leaf: Schema) => object({ leaf, children: { type: 'array', items: { $ref: '#/Thing' } } });

    expect(breaksOf(surface('out', tree(text)), surface('out', tree(number)))).toEqual([
      'POST /things 200.leaf: may be number now',
    ]);
  });

  it('may be of a route: a parameter that is needed now, an answer or the route that is gone', () => {
    const before = surface('out', text);
    const operation = before.operations['POST /things']!;
    const withParameter = (required: boolean) => ({
      ...before,
      operations: { 'POST /things': { ...operation, parameters: { 'query q': { required, schema: text } } } },
    });

    expect(breaksOf(before, withParameter(false))).toEqual([]);
    expect(breaksOf(before, withParameter(true))).toEqual(['POST /things query q: is needed now']);
    expect(breaksOf(withParameter(false), before)).toEqual(['POST /things query q: is gone']);
    expect(breaksOf(before, { ...before, operations: { 'POST /things': { ...operation, answers: {} } } })).toEqual([
      'POST /things 200: is answered no more',
    ]);
    expect(breaksOf(before, { ...before, operations: {} })).toEqual(['POST /things: is gone']);
  });
});
