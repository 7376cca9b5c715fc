import fc, { type Arbitrary } from 'fast-check';

const nested = (depth: number) => {
  let value: unknown = 0;
  for (let level = 0; level < depth; level += 1) value = level % 2 ? [value] : { a: value };
  return value;
};

/** What breaks programs that did not think of it, as text. */
const words = [
  ...[
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    'x\udfffy',
    '\ufeffbom',
    '\uffff',
    '\u202egnp.exe',
    'e\u0301\u0301\u0301',
  ],
  ...['👩‍👩‍👧‍👦', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'ﷺ'.repeat(40), 'అమ్మ', 'שלום', 'مرحبا', 'İıſß', '９９', '\r\nX-Evil: 1', '\u2028'],
  ...["' OR 1=1 --", '"; DROP TABLE jobs; --', '$1', '%s%n', '${7*7}', '{{7*7}}', '<script>alert(1)</script>'],
  ...['../../../../etc/passwd', '..\\..\\', '/etc/passwd', 'file:///etc/passwd', 'http://169.254.169.254/', 'C:\\'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'null', 'undefined', '[object Object]', 'NaN'],
  ...[
    '-1',
    '0x10',
    '1e400',
    '-0',
    '9223372036854775808',
    '2026-02-30',
    '0000-00-00T00:00:00Z',
    '+275761-01-01T00:00:00Z',
  ],
  ...[
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    '%',
    '_',
    '*',
    '\\',
    'a'.repeat(300),
  ],
  ...['x'.repeat(70_000), '🙂'.repeat(3_000), 'system.debug', 'gdpr.erase'],
];

const numbers = [
  0,
  -0,
  -1,
  1,
  1.5,
  1e21,
  -1e21,
  1e308,
  5e-324,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  2 ** 63,
  -(2 ** 63),
  2 ** 64,
];

const bulky = [
  ...[[], {}, [[]], [null], { '': null }, { $ref: '#' }, JSON.parse('{"__proto__": {"isAdmin": true}}') as object],
  ...[new Array(3_000).fill(0), nested(60), nested(1_500)],
  Object.fromEntries(new Array(1_000).fill(0).map((_, index) => [`field${index}`, index])),
];

export const wildText: Arbitrary<string> = fc.oneof(
  { arbitrary: fc.constantFrom(...words), weight: 4 },
  fc.string({ unit: 'binary', maxLength: 12 }),
);

/** What is sent where something else is expected. */
export const wildValue: Arbitrary<unknown> = fc.oneof(
  { arbitrary: wildText, weight: 4 },
  { arbitrary: fc.constantFrom<unknown>(null, true, false, ...numbers), weight: 3 },
  { arbitrary: fc.constantFrom<unknown>(...bulky), weight: 2 },
  fc.jsonValue({ maxDepth: 3 }),
);

/** Bodies that are announced as JSON and are none, or only just. */
export const brokenJson: Arbitrary<Buffer> = fc.oneof(
  fc
    .constantFrom(
      ...[
        '{',
        '[1,',
        'nul',
        '{"a":}',
        "{'a':1}",
        '{"a":1}{"b":2}',
        '{"a":1,"a":2}',
        '\ufeff{}',
        '1e999',
        '{"type":"\\ud800"}',
      ],
      ...[
        '[]',
        'null',
        '0',
        '""',
        '"text"',
        'NaN',
        '{"name":"\\u0000"}',
        '{"__proto__":{"a":1}}',
        `${' '.repeat(2_000)}{}`,
      ],
      ...['['.repeat(50_000), '{"a":'.repeat(20_000), `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    )
    .map((text) => Buffer.from(text)),
  fc.uint8Array({ minLength: 1, maxLength: 64 }).map((bytes) => Buffer.from(bytes)),
  fc.constant(Buffer.from(JSON.stringify({ name: 'x'.repeat(1_100_000) }))),
);

/** A value of which one place is another than it should be: replaced, left out, or with something beside it. */
export const spoiled = (fitting: Arbitrary<unknown>): Arbitrary<unknown> =>
  fc
    .tuple(fitting, fc.nat(), fc.constantFrom('replace', 'replace', 'remove', 'add'), wildValue, wildText)
    .map(([value, index, how, other, name]) => {
      const copy = structuredClone(value);
      const places = placesIn(copy);
      const place = places[index % Math.max(places.length, 1)];
      if (!place) return how === 'remove' ? undefined : other;
      const [holder, key] = place;
      if (how === 'remove' && Array.isArray(holder)) holder.splice(Number(key), 1);
      else if (how === 'remove') delete holder[key];
      else if (how === 'replace' || Array.isArray(holder)) holder[key] = other;
      else Object.defineProperty(holder, name, { value: other, enumerable: true, configurable: true });
      return copy;
    });

type Holder = Record<string, unknown>;

function placesIn(value: unknown, found: [Holder, string][] = []) {
  if (typeof value !== 'object' || value === null) return found;
  for (const key of Object.keys(value)) {
    found.push([value as Holder, key]);
    placesIn((value as Holder)[key], found);
  }
  return found;
}
