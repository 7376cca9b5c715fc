import type { GlossaryPage, StoredGlossary, TranslationMemoryPage } from '@polyspool/contracts/glossaries';
import type { Job, Problem } from '@polyspool/contracts/job-status';
import { TranslationMemories } from '@polyspool/database/translation-memories';
import { v7 } from 'uuid';
import { addUpload, jsonClient } from '../testing/finished-video.js';
import { keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

let gateway: TestGateway;
let ask: ReturnType<typeof jsonClient>;
let memories: TranslationMemories;
let uploadId: string;
beforeAll(async () => {
  gateway = await openGateway();
  ask = jsonClient(gateway);
  memories = gateway.app.get(TranslationMemories);
  uploadId = await addUpload(gateway);
});
afterAll(() => gateway.close());

const sea = {
  name: 'Sea',
  from: 'en',
  to: 'es',
  terms: [
    { source: 'bow', target: 'proa' },
    { source: 'deck', target: 'cubierta' },
  ],
};
const add = async (glossary: object = sea, key?: string) =>
  (await ask<StoredGlossary>('POST', '/v1/glossaries', glossary, key)).body;
const process = (options: object) => ask<Job>('POST', `/v1/videos/${uploadId}/process`, options);
const submit = (input: object, type = 'video.process') => ask<Job>('POST', '/v1/jobs', { type, input });

describe('glossaries', () => {
  it('are made, read, changed and removed', async () => {
    const made = await ask<StoredGlossary>('POST', '/v1/glossaries', sea);
    const path = made.headers.get('location')!;

    expect([made.status, path]).toEqual([201, `/v1/glossaries/${made.body.id}`]);
    expect((await ask('GET', path)).body).toEqual(made.body);
    expect((await ask('PATCH', path, { name: 'Ships' })).body).toMatchObject({ ...sea, name: 'Ships' });
    const { items } = (await ask<GlossaryPage>('GET', '/v1/glossaries?limit=1')).body;
    expect(items).toMatchObject([{ id: made.body.id, name: 'Ships', termCount: 2 }]);
    expect((await ask('DELETE', path)).status).toBe(204);
    expect((await ask<Problem>('GET', path)).body.code).toBe('glossary.unknown');
  });

  it('are seen by nobody else', async () => {
    const { id } = await add();

    for (const [method, body] of [['GET'], ['PATCH', { name: 'Mine' }], ['DELETE']] as const) {
      const { status, body: problem } = await ask<Problem>(method, `/v1/glossaries/${id}`, body, keys.ben);
      expect([status, problem.code]).toEqual([404, 'glossary.unknown']);
    }
    expect((await ask<GlossaryPage>('GET', '/v1/glossaries', undefined, keys.ben)).body.items).toEqual([]);
  });

  it.each([
    ['no name', { ...sea, name: ' ' }, '/name'],
    ['one term twice', { ...sea, terms: [sea.terms[0], sea.terms[0]] }, '/terms'],
    [
      'too many terms',
      { ...sea, terms: Array.from({ length: 1_001 }, (_, i) => ({ source: `${i}`, target: 'x' })) },
      '/terms',
    ],
    ['no language', { ...sea, to: 'Spanish!' }, '/to'],
  ])('are refused with %s', async (_fault, body, pointer) => {
    const { status, body: problem } = await ask<Problem>('POST', '/v1/glossaries', body);

    expect([status, problem.errors?.[0]?.pointer]).toEqual([400, pointer]);
  });

  it('are put into a job that names one; terms of the request win', async () => {
    const { id: glossaryId } = await add();
    const glossary = [{ source: 'bow', target: 'arco' }];

    const named = await process({ language: 'en-GB', targetLanguage: 'es', glossaryId });
    const both = await submit({ uploadId, targetLanguage: 'es-MX', glossaryId, glossary });

    expect([named.status, named.body.input['glossary']]).toEqual([202, sea.terms]);
    expect(named.body.input).not.toHaveProperty('glossaryId');
    expect(both.body.input['glossary']).toEqual([sea.terms[1], glossary[0]]);
  });

  it('are refused in a job where they are unknown, another’s, for other languages, or not taken', async () => {
    const foreign = await add(sea, keys.ben);
    const mine = await add();
    const codeOf = async (options: object) => {
      const { status, body } = await ask<Problem>('POST', `/v1/videos/${uploadId}/process`, options);
      return [status, body.code, body.errors?.[0]?.pointer];
    };

    expect(await codeOf({ glossaryId: v7() })).toEqual([404, 'glossary.unknown', undefined]);
    expect(await codeOf({ glossaryId: foreign.id })).toEqual([404, 'glossary.unknown', undefined]);
    expect(await codeOf({ glossaryId: 'sea' })).toEqual([400, 'input.invalid', '/glossaryId']);
    expect(await codeOf({ glossaryId: mine.id, targetLanguage: 'fr' })).toEqual([
      422,
      'glossary.otherPair',
      '/glossaryId',
    ]);
    expect(await codeOf({ glossaryId: mine.id, glossary: 'bow' })).toEqual([400, 'input.invalid', '/glossary']);
    const text = { text: 'A bow.', language: 'en', glossaryId: mine.id };
    expect((await submit(text, 'vocabulary.extract')).status).toBe(400);
  });
});

describe('a translation memory', () => {
  const pair = { from: 'en', to: 'es' };
  const memory = [{ source: 'Hello.', target: 'Hola.' }];
  beforeEach(async () => {
    await memories.forget(gateway.anna.id, {});
    await memories.remember(gateway.anna.id, pair, memory);
  });

  it('is put into jobs over its pair of languages, where they do not bring their own', async () => {
    const memoryOf = async (options: object) => (await process(options)).body.input['memory'];
    const own = [{ source: 'Bye.', target: 'Adiós.' }];

    expect(await memoryOf({ language: 'en-GB', targetLanguage: 'es' })).toEqual(memory);
    expect(await memoryOf({ language: 'en', targetLanguage: 'es', memory: own })).toEqual(own);
    expect(await memoryOf({ language: 'en', targetLanguage: 'es', memory: [] })).toEqual([]);
    expect(await memoryOf({ language: 'en', targetLanguage: 'fr' })).toEqual([]);
    expect(await memoryOf({ targetLanguage: 'es' })).toEqual([{ ...memory[0], language: 'en' }]);
    expect(await memoryOf({ language: 'en' })).toEqual([]);
  });

  it('is put into translations of texts too', async () => {
    const input = { segments: [{ text: 'Hello.' }], sourceLanguage: 'en', targetLanguage: 'es' };

    expect((await submit(input, 'video.translateSegments')).body.input['memory']).toEqual(memory);
  });

  it('does not make another request of one that comes again', async () => {
    const send = async () => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': 'again' };
      const body = JSON.stringify({ language: 'en', targetLanguage: 'es' });
      const answer = await gateway.ask('POST', `/v1/videos/${uploadId}/process`, keys.anna, { body, headers });
      return (await answer.json()) as Job;
    };
    const first = await send();
    await memories.remember(gateway.anna.id, pair, [{ source: 'New.', target: 'Nuevo.' }]);

    expect((await send()).id).toBe(first.id);
  });

  it('is listed and forgotten by its owner only', async () => {
    const list = async (key?: string) =>
      (await ask<TranslationMemoryPage>('GET', '/v1/translation-memory?from=en&limit=5', undefined, key)).body.items;
    const [kept] = await list();

    expect(kept).toMatchObject({ ...pair, ...memory[0] });
    expect(await list(keys.ben)).toEqual([]);
    expect((await ask<Problem>('DELETE', `/v1/translation-memory/${kept!.id}`, undefined, keys.ben)).status).toBe(404);
    expect((await ask('DELETE', '/v1/translation-memory', undefined, keys.ben)).body).toEqual({ forgotten: 0 });
    expect((await ask('DELETE', `/v1/translation-memory/${kept!.id}`)).status).toBe(204);
    await memories.remember(gateway.anna.id, pair, memory);
    expect((await ask('DELETE', '/v1/translation-memory?from=en&to=es')).body).toEqual({ forgotten: 1 });
  });
});
