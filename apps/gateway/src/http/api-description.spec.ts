import { catalogue } from '@polyspool/contracts/catalogue';
import { describedApi } from './reference/described-api.js';

type Json = { [name: string]: Json } & Json[];
type Operation = { method: string; path: string; json: Json };

describe('the description of the API', () => {
  let api: Json;
  let operations: Operation[];

  beforeAll(async () => {
    api = JSON.parse(JSON.stringify(await describedApi())) as Json;
    operations = Object.entries(api['paths']!).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, json]) => ({ method, path, json })),
    );
  });

  const at = (pointer: string) =>
    pointer
      .split('/')
      .slice(1)
      .reduce<Json | undefined>((node, part) => node?.[part], api);
  const bodyOf = (path: string) =>
    api['paths']![path]!['post']!['requestBody']!['content']!['application/json']!['schema'];

  function* nodes(node: unknown): Generator<Json> {
    if (typeof node !== 'object' || node === null) return;
    yield node as Json;
    for (const value of Object.values(node)) yield* nodes(value);
  }
  const refsIn = (node: unknown) =>
    [...nodes(node)].flatMap(({ $ref }) => (typeof $ref === 'string' ? [String($ref).slice(1)] : []));

  it('is OpenAPI 3.1, with every route', () => {
    expect(api['openapi']).toBe('3.1.0');
    expect(operations.map(({ method, path }) => `${method} ${path}`)).toEqual(
      expect.arrayContaining([
        'post /v1/jobs',
        'post /v1/uploads',
        'get /v1/artifacts/{id}/content',
        'get /v1/catalogue',
      ]),
    );
  });

  it('tells what webhooks are sent', () => {
    const { requestBody, parameters } = api['webhooks']!['event']!['post']!;

    expect(requestBody).toMatchObject({ content: { 'application/json': { schema: { $ref: expect.any(String) } } } });
    expect(parameters!.map(({ name }) => name)).toEqual(['webhook-id', 'webhook-timestamp', 'webhook-signature']);
  });

  it('is sound: references lead somewhere, every component is referred to, parameters and answers are described', () => {
    const refs = new Set(refsIn(api));
    const components = ['schemas', 'responses'].flatMap((kind) =>
      Object.keys(api['components']![kind]!).map((name) => `/components/${kind}/${name}`),
    );

    expect([...refs].filter((ref) => at(ref) === undefined)).toEqual([]);
    expect(components.filter((component) => !refs.has(component))).toEqual([]);
    for (const { path, json } of operations) {
      const inPath = ((json['parameters'] ?? []) as Json[]).filter((parameter) => String(parameter['in']) === 'path');
      expect(inPath.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
      for (const answer of Object.values(json['responses']!)) {
        const { description } = '$ref' in answer ? at(refsIn(answer)[0]!)! : answer;
        expect(String(description)).not.toBe('');
      }
    }
    const ids = operations.map(({ json }) => json['operationId']);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says of every operation how its errors look', () => {
    for (const { json } of operations) {
      expect(json['responses']!['default']).toEqual({ $ref: '#/components/responses/Problem' });
    }
    expect(at('/components/responses/Problem/content')).toMatchObject({
      'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
    });
    expect(Object.keys(at('/components/schemas/Problem/properties')!)).toEqual(
      expect.arrayContaining(['code', 'traceId']),
    );
  });

  it('has a job request for each kind of the catalogue, told apart by its type', () => {
    expect(bodyOf('/v1/jobs')).toEqual({ $ref: '#/components/schemas/JobRequest' });
    const { oneOf, discriminator } = at('/components/schemas/JobRequest')!;
    const kinds = [...catalogue.keys()];

    expect(oneOf).toEqual(kinds.map((kind) => ({ $ref: `#/components/schemas/${kind}.request` })));
    expect(discriminator).toEqual({
      propertyName: 'type',
      mapping: Object.fromEntries(kinds.map((kind) => [kind, `#/components/schemas/${kind}.request`])),
    });
    for (const kind of kinds) {
      expect(at(`/components/schemas/${kind}.request`)).toMatchObject({
        properties: {
          type: { const: kind },
          input: { $ref: `#/components/schemas/${kind}.input` },
          priority: { enum: ['low', 'normal', 'high', 'urgent'], default: 'normal' },
        },
        required: ['type', 'input'],
        additionalProperties: false,
      });
    }
  });

  it('takes inputs and outputs from the contracts', () => {
    expect(at('/components/schemas/video.process.input/properties/chunkSeconds/maximum')).toBe(600);
    expect(at('/components/schemas/video.process.input/required')).toEqual(['uploadId']);
    expect(at('/components/schemas/video.process.output/properties/segments')).toMatchObject({ type: 'integer' });
  });

  it.each([
    ['/v1/videos/{uploadId}/process', 'video.process', undefined],
    ['/v1/documents/{uploadId}/translate', 'pdf.translate', ['targetLanguage']],
  ])('has the options of %s: the input without what the address says', (path, kind, required) => {
    expect(bodyOf(path)).toEqual({ $ref: `#/components/schemas/${kind}.options` });
    const options = at(`/components/schemas/${kind}.options`)!;
    const { uploadId: _inAddress, ...rest } = at(`/components/schemas/${kind}.input/properties`)!;

    expect(options['properties']).toEqual(rest);
    expect(options).toMatchObject({ additionalProperties: false });
    expect(options['required']).toEqual(required);
  });

  it('has the options of a film: its input, and the project', () => {
    const options = at('/components/schemas/generation.fullVideo.options')!;
    const input = at('/components/schemas/generation.fullVideo.input/properties')!;

    for (const path of ['/v1/generations', '/v1/generations/estimate']) {
      expect(bodyOf(path)).toEqual({ $ref: '#/components/schemas/generation.fullVideo.options' });
    }
    expect(options['properties']).toEqual({
      ...input,
      projectId: expect.objectContaining({ format: 'uuid' }) as object,
    });
    expect(options).toMatchObject({ additionalProperties: false });
  });

  it('tells uploads apart: recordings, documents and scripts', () => {
    const kinds = ['RecordingUpload', 'DocumentUpload', 'ScriptUpload'].map((name) => ({
      $ref: `#/components/schemas/${name}`,
    }));

    expect(at('/components/schemas/Upload')).toMatchObject({ oneOf: kinds });
    expect(at('/components/schemas/DocumentUpload/properties/probe')).toEqual({
      $ref: '#/components/schemas/DocumentProbe',
    });
  });

  it('takes the name of a glossary wherever terms are taken', () => {
    const takes = [...catalogue.values()].filter(({ name }) =>
      at(`/components/schemas/${name}.input/properties/glossaryId`),
    );

    expect(takes).toEqual([...catalogue.values()].filter(({ input }) => 'glossary' in input.shape));
    expect(at('/components/schemas/video.process.options/properties/glossaryId')).toMatchObject({ format: 'uuid' });
  });

  it('refers to the schemas of the contracts by name, and lets answers grow', () => {
    const answer = api['paths']!['/v1/jobs/{id}']!['get']!['responses']!['200']!['content'];

    expect(answer).toMatchObject({ 'application/json': { schema: { $ref: '#/components/schemas/Job' } } });
    expect(at('/components/schemas/JobPage/properties/items/items')).toEqual({ $ref: '#/components/schemas/Job' });
    expect(at('/components/schemas/Job/additionalProperties')).toBeUndefined();
  });
});
