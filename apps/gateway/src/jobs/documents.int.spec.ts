import type { StoredGlossary } from '@polyspool/contracts/glossaries';
import type { Upload } from '@polyspool/contracts/files';
import type { Job, Problem } from '@polyspool/contracts/job-status';
import { pdfJobs } from '@polyspool/contracts/pdf';
import { TranslationMemories } from '@polyspool/database/translation-memories';
import { PackingParts, unpack } from '@polyspool/jobs/packing/packed-input';
import { addUpload, jsonClient } from '../testing/finished-video.js';
import { formOf, jsonOf, keys, openGateway, type TestGateway } from '../testing/open-gateway.js';
import { lockedPdf, pdfOf } from '../testing/pdf-files.js';

const password = 'the white whale';

let gateway: TestGateway;
let ask: ReturnType<typeof jsonClient>;
let paper: string;
let locked: string;
beforeAll(async () => {
  gateway = await openGateway();
  ask = jsonClient(gateway);
  const pdf = pdfOf('Call me Ishmael.', 'Some years ago', 'never mind how long', 'precisely');
  paper = await send(pdf);
  locked = await send(await lockedPdf(pdf, password, gateway.folder));
});
afterAll(() => gateway.close());

const send = async (pdf: Buffer) => (await jsonOf<Upload>(await gateway.send(formOf(pdf, 'whale.pdf')))).id;
const translate = (options: object, uploadId = paper, key?: string) =>
  ask<Job>('POST', `/v1/documents/${uploadId}/translate`, options, key);

interface AcceptedRow {
  readonly input: Record<string, unknown>;
  readonly queue: string;
  readonly unit: string;
  readonly amount: number;
}

const rowOf = async (id: string) => {
  const columns = 'input, queue, work_unit AS unit, work_amount AS amount';
  return (await gateway.database.query<AcceptedRow>(`SELECT ${columns} FROM jobs WHERE id = $1`, [id]))[0]!;
};

describe('a document that is to be translated', () => {
  it('becomes a job over its pages', async () => {
    const { status, headers, body: job } = await translate({ targetLanguage: 'es' });

    expect([status, headers.get('location')]).toEqual([202, `/v1/jobs/${job.id}`]);
    expect(job).toMatchObject({
      type: 'pdf.translate',
      status: 'queued',
      input: { uploadId: paper, targetLanguage: 'es', layouts: ['inPlace'], recognizeText: true },
    });
    expect(await rowOf(job.id)).toMatchObject({ queue: 'pdf-extract', unit: 'pages', amount: 4 });
  });

  it('takes languages in any case, and each layout once', async () => {
    const { body } = await translate({
      language: 'EN',
      targetLanguage: 'ES-es',
      layouts: ['sideBySide', 'sideBySide'],
    });

    expect(body.input).toMatchObject({ language: 'en', targetLanguage: 'es-ES', layouts: ['sideBySide'] });
  });

  it('is translated in part: as many pages as are named, each once', async () => {
    const { body } = await translate({ targetLanguage: 'es', pages: '2, 1-2, 4-' });

    expect((await rowOf(body.id)).amount).toBe(3);
  });

  it('takes the terms of a glossary, and what was remembered of both languages', async () => {
    const terms = [{ source: 'whale', target: 'ballena' }];
    const glossary = await ask<StoredGlossary>('POST', '/v1/glossaries', { name: 'Sea', from: 'en', to: 'es', terms });
    await gateway.app
      .get(TranslationMemories)
      .remember(gateway.anna.id, { from: 'en', to: 'es' }, [
        { source: 'Call me Ishmael.', target: 'Llamadme Ismael.' },
      ]);

    const { body } = await translate({ language: 'en', targetLanguage: 'es', glossaryId: glossary.body.id });

    const { input } = await rowOf(body.id);
    const whole = await unpack(pdfJobs.translate, body.id, input, gateway.app.get(PackingParts));
    expect(whole).toMatchObject({
      glossary: terms,
      memory: [{ source: 'Call me Ishmael.', target: 'Llamadme Ismael.' }],
    });
    expect(whole).not.toHaveProperty('glossaryId');
  });

  it('makes one job of one Idempotency-Key', async () => {
    const init = {
      body: '{"targetLanguage":"es"}',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'a' },
    };
    const once = () => gateway.ask('POST', `/v1/documents/${paper}/translate`, undefined, init);

    const [first, again] = [await jsonOf<Job>(await once()), await jsonOf<Job>(await once())];

    expect(again.id).toBe(first.id);
  });
});

describe('a document with a password', () => {
  it('becomes a job with the right one, which rests encrypted', async () => {
    const { status, body } = await translate({ targetLanguage: 'es', pages: '2-', password }, locked);

    expect([status, body.input['password']]).toEqual([202, '[sealed]']);
    const row = await rowOf(body.id);
    expect(row.amount).toBe(3);
    expect(JSON.stringify(row.input)).not.toContain(password);
  });

  it.each([
    ['none', {}, 'file.needsPassword', '/password'],
    ['a wrong one', { password: 'moby' }, 'file.wrongPassword', '/password'],
    ['the right one and pages that it has not', { password, pages: '3-5' }, 'document.pageOutside', '/pages'],
  ])('is refused with %s', async (_name, options, code, pointer) => {
    const answer = await ask<Problem>('POST', `/v1/documents/${locked}/translate`, {
      targetLanguage: 'es',
      ...options,
    });

    expect([answer.status, answer.body.code, answer.body.errors?.[0]?.pointer]).toEqual([422, code, pointer]);
    expect((await gateway.traces()).spooled).toEqual([]);
  });
});

describe('a job that does not fit its upload', () => {
  it.each([
    ['no target language', {}, [400, 'input.invalid', '/targetLanguage']],
    ['pages that it has not', { targetLanguage: 'es', pages: '5' }, [422, 'document.pageOutside', '/pages']],
    ['pages that are none', { targetLanguage: 'es', pages: 'all' }, [400, 'input.invalid', '/pages']],
    [
      'its own language',
      { language: 'es-ES', targetLanguage: 'ES' },
      [422, 'engine.unsupportedPair', '/targetLanguage'],
    ],
    ['an unknown tone', { targetLanguage: 'es', tone: 'rude' }, [400, 'input.invalid', '/tone']],
    ['an unknown option', { targetLanguage: 'es', colour: 1 }, [400, 'input.invalid', '/colour']],
  ])('is refused: %s', async (_name, options, problem) => {
    const answer = await ask<Problem>('POST', `/v1/documents/${paper}/translate`, options);

    expect([answer.status, answer.body.code, answer.body.errors?.[0]?.pointer]).toEqual(problem);
  });

  it.each(['pdf.translate', 'pdf.extract', 'pdf.reconstruct'])('is refused: %s over a recording', async (type) => {
    const more = { 'pdf.translate': { targetLanguage: 'es' }, 'pdf.reconstruct': { targetLanguage: 'es', blocks: [] } };
    const input = { uploadId: await addUpload(gateway), ...more[type as keyof typeof more] };

    const { status, body } = await ask<Problem>('POST', '/v1/jobs', { type, input });

    expect([status, body.code, body.errors?.[0]?.pointer]).toEqual([422, 'upload.otherKind', '/uploadId']);
  });

  it.each(['video.process', 'video.processContent', 'video.processChunk'])(
    'is refused: %s over a document',
    async (type) => {
      const range = type === 'video.processChunk' && { startSeconds: 0, endSeconds: 1 };
      const input = { uploadId: paper, ...range };

      const { status, body } = await ask<Problem>('POST', '/v1/jobs', { type, input });

      expect([status, body.code]).toEqual([422, 'upload.otherKind']);
    },
  );

  const texts = { blocks: [{ id: '1-0', text: [{ text: 'Whale' }] }] };
  it.each([
    ['pdf.translateBlocks', { ...texts, sourceLanguage: 'en', targetLanguage: 'es' }],
    ['pdf.customizeTone', { ...texts, language: 'en', tone: 'formal' }],
  ])('is accepted over texts of any upload of theirs: %s', async (type, input) => {
    const statusOver = async (uploadId: string, key?: string) =>
      (await ask('POST', '/v1/jobs', { type, input: { ...input, uploadId } }, key)).status;

    expect([await statusOver(paper), await statusOver(locked), await statusOver(await addUpload(gateway))]).toEqual([
      202, 202, 202,
    ]);
    expect(await statusOver(paper, keys.ben)).toBe(404);
  });

  it("is refused: somebody else's document", async () => {
    const answer = await translate({ targetLanguage: 'es' }, paper, keys.ben);

    expect([answer.status, (answer.body as unknown as Problem).code]).toEqual([404, 'upload.unknown']);
  });

  it('is accepted where it fits, by its kind too', async () => {
    const { status } = await ask('POST', '/v1/jobs', { type: 'pdf.extract', input: { uploadId: paper, pages: '1' } });

    expect(status).toBe(202);
  });
});
