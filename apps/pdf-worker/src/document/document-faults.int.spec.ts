import { AppError } from '@polyspool/contracts/errors';
import { pdfJobs } from '@polyspool/contracts/pdf';
import { runProgram } from '@polyspool/processes/run-program';
import { testingPdf, textAt } from '@polyspool/pdf/objects/testing-pdf';
import { FakeLanguageIdentifier } from '@polyspool/providers/language-identifier/fake-language-identifier';
import { FakeTextRecognizer } from '@polyspool/providers/ocr/fake-text-recognizer';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { textsOf, workbench } from './testing.js';

/** Each document takes some processes, which start slowly from the sources. */
const patienceMs = 120_000;

const house = testingPdf({ pages: [{ content: textAt(72, 720, 'The white house is big.') }] });
/** One grey pixel, as large as the page. */
const picture = 'q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q';

describe('documents that are not ordinary', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'document-faults-spec-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  it(
    'open with their password, and not without',
    async () => {
      const [open, locked] = [join(folder, 'open.pdf'), join(folder, 'locked.pdf')];
      await writeFile(open, house);
      await runProgram({ command: 'qpdf', args: ['--encrypt', 'sesame', 'owner', '256', '--', open, locked] });
      const bench = await workbench(folder, await readFile(locked));

      const { artifacts } = await bench.translate({ password: 'sesame' });

      expect(await textsOf(artifacts.get('translated.es.pdf'))).toEqual(['la blanca casa es grande.']);
      expect(JSON.parse(String(artifacts.get('fidelity.json')))).toMatchObject({
        notices: ['The new file opens without a password'],
      });
      await expect(bench.translate()).rejects.toMatchObject({ code: 'file.needsPassword' });
      await expect(bench.translate({ password: 'guess' })).rejects.toMatchObject({ code: 'file.wrongPassword' });
    },
    patienceMs,
  );

  it('are refused where nobody can read them, have no such page or no words', async () => {
    const broken = await workbench(folder, Buffer.from('%PDF-1.7 and nothing else'));
    const empty = await workbench(folder, testingPdf({ pages: [{ content: textAt(72, 720, '1 2 3') }] }));

    await expect(broken.translate()).rejects.toMatchObject({ code: 'file.unreadable', retry: false });
    await expect(empty.translate({ pages: '2-' })).rejects.toMatchObject({ code: 'document.pageOutside' });
    await expect(empty.translate()).rejects.toMatchObject({ code: 'document.nothingToTranslate' });
  });

  it.each([
    ['nobody translates the pair', { language: 'en', targetLanguage: 'ko' }, 'from English to Korean'],
    ['nobody translates anything to the target', { targetLanguage: 'ko' }, 'translates nothing to Korean'],
    ['they are in the target language', { language: 'es-MX', targetLanguage: 'es' }, 'is in Mexican Spanish'],
  ])('are refused before they are looked into where %s', async (_name, input, detail) => {
    const bench = await workbench(folder, house);

    const refused = bench.translate(input);

    await expect(refused).rejects.toMatchObject({
      code: 'engine.unsupportedPair',
      message: expect.stringContaining(detail),
    });
    expect(bench.storage.fetched).toEqual([]);
  });

  it('are refused before they are translated where they turn out to be in the target language', async () => {
    const identifier = new FakeLanguageIdentifier(() => 'es');
    const bench = await workbench(folder, house, { identifier });
    const seen: string[] = [];

    const refused = bench.translate({}, { onReport: ({ step }) => seen.push(step) });

    await expect(refused).rejects.toMatchObject({ code: 'engine.unsupportedPair' });
    expect(seen).not.toContain('translate');
  });

  it('have to be told their language where it cannot be seen', async () => {
    const bench = await workbench(folder, house, { identifier: new FakeLanguageIdentifier(() => undefined) });

    await expect(bench.translate()).rejects.toMatchObject({ code: 'language.unknown' });
  });

  it(
    'that are scans are read in their pictures, once for all stages, or left as they are and it is said',
    async () => {
      const scanned = testingPdf({ pages: [{ content: picture }, { content: textAt(72, 720, 'The house is big.') }] });
      const bench = await workbench(folder, scanned);

      const read = await bench.translate({ language: 'en' });
      const left = await bench.translate({ language: 'en', recognizeText: false });

      expect(read.output).toMatchObject({ untouchedPages: [], fidelity: { scannedPages: 1, untouchedPages: 0 } });
      expect(left.output.untouchedPages).toMatchObject([{ page: 1, reason: expect.stringContaining('picture') }]);
      expect(left.output.fidelity).toMatchObject({ translatedBlocks: 1, untouchedPages: 1 });
    },
    patienceMs,
  );

  it(
    'say once that nobody here reads pictures',
    async () => {
      const recognizer = new FakeTextRecognizer();
      recognizer.recognize = () => Promise.reject(new AppError('engine.missing', 'There is no recogniser'));
      const scanned = testingPdf({ pages: [{ content: picture }, { content: textAt(72, 720, 'The house is big.') }] });
      const bench = await workbench(folder, scanned, { recognizer });

      const { output, artifacts } = await bench.translate({ language: 'en' });
      const made = await bench.run(pdfJobs.reconstruct, {
        ...{ uploadId: bench.uploadId, language: 'en', targetLanguage: 'es' },
        blocks: [{ id: 'nope', text: [{ text: 'Nada' }] }],
      });

      expect(output.warnings).toMatchObject([{ code: 'engine.missing' }]);
      expect(JSON.parse(String(artifacts.get('fidelity.json')))).toMatchObject({ warnings: output.warnings });
      expect(JSON.parse(String(made.artifacts.get('fidelity.json')))).toMatchObject({
        warnings: [{ code: 'engine.missing' }, { code: 'document.unknownBlock' }],
      });
      expect(output.untouchedPages).toMatchObject([{ page: 1 }]);
    },
    patienceMs,
  );

  it('are extracted on their own, too', async () => {
    const bench = await workbench(folder, house);

    const { output, artifacts } = await bench.run(pdfJobs.extract, { uploadId: bench.uploadId });

    expect(JSON.stringify(output)).not.toContain('uploads/');
    expect(output).toMatchObject({ pages: 1, blocks: 1, characters: 23, scannedPages: 0, untouchedPages: [] });
    expect([...artifacts.keys()]).toEqual(['document.json']);
  });
});
