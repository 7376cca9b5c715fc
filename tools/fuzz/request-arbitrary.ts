import fc, { type Arbitrary } from 'fast-check';
import type { Content, Operation, Parameter } from './api-document.ts';
import { noise } from './noise.ts';
import type { Sent } from './raw-request.ts';
import { SchemaArbitrary } from './schema-arbitrary.ts';
import { kindOf, type Things } from './things.ts';
import { brokenJson, spoiled, wildText, wildValue } from './wild-values.ts';

/** A request without the key of who asks. */
export interface Question extends Sent {
  /** Whether it is JSON that was announced as such: whether it fits can be judged. */
  readonly json?: { readonly content: Content; readonly value: unknown } | undefined;
}

const often = <Value>(arbitrary: Arbitrary<Value>, weight: number) => ({ arbitrary, weight });

/** What is sent to one operation: what it wants, nearly what it wants, and anything else. */
export function questionsTo(operation: Operation, schemas: SchemaArbitrary, things: Things): Arbitrary<Question> {
  const of = (place: Parameter['in']) => operation.parameters.filter((one) => one.in === place);
  const path = pathOf(operation, things, schemas);
  const query = queryOf(of('query'), schemas);
  const headers = headersOf(of('header'));
  const body = bodyOf(operation, schemas);
  return fc.tuple(path, query, headers, body).map(([where, asked, said, { type, bytes, json }]) => ({
    method: operation.method,
    path: where + asked,
    headers: { ...said, ...(type !== undefined && { 'content-type': type }) },
    body: bytes,
    json,
  }));
}

function pathOf({ path }: Operation, things: Things, schemas: SchemaArbitrary): Arbitrary<string> {
  const odd = fc.oneof(
    fc.uuid(),
    wildText.map((text) => encodeURIComponent(text.slice(0, 2_000).toWellFormed())),
    fc.constantFrom('%00', '%ff%fe', '%', '%2e%2e%2f', '..', '%F0%9F%99%82', 'a%2Fb', ';x=1', 'x'.repeat(3_000)),
  );
  const parts = path.split(/(\{\w+\})/).map((part): Arbitrary<string> => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined) return fc.constant(part);
    const kind = kindOf(name, path);
    const known = kind && things[kind].length ? fc.constantFrom(...things[kind]) : schemas.named(name);
    return fc.oneof(often(known, 6), often(odd, 1));
  });
  return fc.tuple(...parts).map((texts) => texts.join(''));
}

function queryOf(parameters: readonly Parameter[], schemas: SchemaArbitrary): Arbitrary<string> {
  const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 4_000);
  const values = (one: Parameter) => {
    const fitting = schemas.of(one.schema, one.name).map((value) => [asText(value)]);
    const odd = wildText.map((text) => [asText(text)]);
    const twice = fc.tuple(fitting, odd).map(([[first = ''], [second = '']]) => [first, second]);
    const some = fc.oneof(often(fitting, 5), often(odd, 2), often(twice, 1));
    return (one.required ? some : fc.oneof(often(fc.constant([]), 3), often(some, 2))).map((all) =>
      all.map((value) => [one.name, value] as const),
    );
  };
  const surplus = wildText.map((text) => [[text.slice(0, 100) || 'x', '1'] as const]);
  const none = fc.constant<readonly (readonly [string, string])[]>([]);
  return fc.tuple(fc.oneof(often(none, 9), often(surplus, 1)), ...parameters.map(values)).map((pairs) => {
    const text = pairs.flat().map((pair) => pair.map((one) => encodeURIComponent(one.toWellFormed())).join('='));
    return text.length ? `?${text.join('&')}` : '';
  });
}

const oddHeaders: Readonly<Record<string, readonly string[]>> = {
  'if-none-match': ['*', '"x"', 'W/"x"', '"a", "b"', '"', 'x'.repeat(5_000)],
  range: [
    'bytes=0-0',
    'bytes=5-1',
    'bytes=-0',
    'bytes=-5',
    'bytes=0-1,3-4',
    'bytes=99999999999999999999-',
    'lines=1',
    'bytes=',
  ],
  'idempotency-key': ['', ' ', 'one', 'é', 'a b', 'x'.repeat(255), 'x'.repeat(256), '"quoted"'],
  prefer: ['wait=1', 'wait=0', 'wait=-1', 'wait=', 'respond-async', 'return=minimal', 'wait="1"', ';;;,,,='],
  'last-event-id': ['', 'x', '-1', '0', '2026-01-01T00:00:00.000Z', '99999999999999999999', '\u00e9'],
  'upload-length': ['0', '10', '-1', '1e3', '99999999999999999999', 'x', ''],
  'upload-offset': ['0', '3', '-1', '99999999999999999999', 'x'],
  'upload-defer-length': ['1', '0', 'x'],
  'upload-metadata': [
    'filename ZnV6ei50eHQ=',
    'filename',
    'filename %%%',
    ',',
    'a b,a b',
    `filename ${'QQ'.repeat(3_000)}`,
  ],
  'upload-checksum': ['sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=', 'sha1', 'crc32 AAAA', 'sha1 %%%'],
  'tus-resumable': ['1.0.0', '0.2.2', ''],
  accept: ['text/html', 'application/xml', '*/*;q=0', 'application/json'],
  'accept-encoding': ['gzip', 'identity;q=0', 'x'],
  traceparent: ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', '00-x', ''],
  'x-request-id': ['x'.repeat(1_000), '${jndi:ldap://x}', 'é'],
  'x-forwarded-for': ['::1', '999.1.1.1', 'x'],
  origin: ['https://evil.example', 'null'],
  'content-encoding': ['gzip', 'br', 'x'],
};
const anywhere = [
  'accept',
  'accept-encoding',
  'traceparent',
  'x-request-id',
  'x-forwarded-for',
  'origin',
  'if-none-match',
];

function headersOf(parameters: readonly Parameter[]): Arbitrary<Record<string, string>> {
  const valuesOf = (name: string) => fc.constantFrom(...(oddHeaders[name] ?? ['x']));
  const own = parameters.map(({ name, required }) => {
    const key = name.toLowerCase();
    const value = fc.oneof(often(fc.constant(oddHeaders[key]?.[0] ?? 'x'), 3), often(valuesOf(key), 2));
    const some = value.map((one) => ({ [key]: one }));
    return required ? some : fc.oneof(often(fc.constant({}), 2), often(some, 1));
  });
  const odd = fc
    .constantFrom(...anywhere, 'range', 'prefer', 'content-encoding')
    .chain((name) => valuesOf(name).map((value) => ({ [name]: value })));
  return fc
    .tuple(fc.oneof(often(fc.constant({}), 5), often(odd, 1)), ...own)
    .map((all) => Object.assign({}, ...all) as Record<string, string>);
}

/** As the other side reads it: numbers beyond all bounds are others by then, and names that reach prototypes are dropped. */
const asRead = (text: string): unknown =>
  JSON.parse(text, (name, value: unknown) => (prototypes.includes(name) ? undefined : value));
const prototypes = ['__proto__', 'constructor', 'prototype'];

interface SentBody {
  readonly type?: string;
  readonly bytes?: Buffer;
  readonly json?: Question['json'];
}

function bodyOf({ body, method }: Operation, schemas: SchemaArbitrary): Arbitrary<SentBody> {
  const none = fc.constant<SentBody>({});
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return none;
  const content = body['application/json'];
  const broken = brokenJson.map((bytes) => ({ type: 'application/json', bytes }));
  const otherType = fc.tuple(fc.constantFrom(...otherTypes), brokenJson).map(([type, bytes]) => ({ type, bytes }));
  const odd = fc.oneof(broken, otherType, none);
  const files = content ? undefined : filesOf(body, schemas);
  if (!content) return files ? fc.oneof(often(files, 4), often(odd, 1)) : fc.oneof(often(none, 4), often(odd, 1));
  const fitting = fc.oneof(schemas.of(content.schema), fc.constant(schemas.filledIn(content.example)));
  const asJson = (value: unknown): SentBody => {
    const text = JSON.stringify(value) as string | undefined;
    if (text === undefined) return { type: 'application/json' };
    return { type: 'application/json', bytes: Buffer.from(text), json: { content, value: asRead(text) } };
  };
  return fc.oneof(
    often(fitting.map(asJson), 3),
    often(spoiled(fitting).map(asJson), 4),
    often(wildValue.map(asJson), 1),
    often(odd, 2),
  );
}

const otherTypes = [
  ...[
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/json; charset=utf-16',
  ],
  ...[
    'multipart/form-data; boundary=x',
    'application/json, text/html',
    'a/b',
    '',
    'x'.repeat(2_000),
    'application/offset+octet-stream',
  ],
];

function filesOf(body: Operation['body'], schemas: SchemaArbitrary): Arbitrary<SentBody> | undefined {
  const form = body['multipart/form-data'];
  if (form) return fc.oneof(often(fittingForm(form, schemas), 1), often(oddForm, 2));
  const [type] = Object.keys(body);
  return type === undefined
    ? undefined
    : fc.uint8Array({ maxLength: 20 }).map((bytes) => ({ type, bytes: Buffer.from(bytes) }));
}

function fittingForm({ schema }: Content, schemas: SchemaArbitrary): Arbitrary<SentBody> {
  const [field = ''] = Object.keys(schemas.resolved(schema)['properties'] as object);
  const files = [['a.txt', Buffer.from('Once upon a time.')] as const, ['a.wav', noise()] as const];
  return fc.constantFrom(...files).map(([name, bytes]) => {
    const head = `--fuzz\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\n\r\n`;
    return { type: formType, bytes: Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--fuzz--\r\n')]) };
  });
}

const formType = 'multipart/form-data; boundary=fuzz';

const oddForm = oddForms();

function oddForms(): Arbitrary<SentBody> {
  const part = fc.record({
    field: fc.constantFrom('file', 'video', 'File', 'x', ''),
    name: fc.oneof(fc.constantFrom('a.txt', 'a.pdf', 'a.mp4', '../../x', ''), wildText),
    text: fc.oneof(fc.constantFrom('Once upon a time.', '%PDF-1.7', '', 'RIFF'), wildText),
  });
  return fc.tuple(fc.array(part, { maxLength: 2 }), fc.boolean(), fc.boolean()).map(([parts, isWhole, isFile]) => {
    const texts = parts.map(({ field, name, text }) => {
      const named = isFile ? `; filename="${name.replaceAll(/["\r\n]/g, '_')}"` : '';
      return `--fuzz\r\ncontent-disposition: form-data; name="${field}"${named}\r\n\r\n${text}\r\n`;
    });
    return { type: formType, bytes: Buffer.from(texts.join('') + (isWhole ? '--fuzz--\r\n' : '')) };
  });
}
