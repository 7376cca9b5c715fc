import { FidelityReport } from '@polyspool/contracts/fidelity';
import { DocumentIr } from '@polyspool/pdf/document/document';
import { linesAt, testingPdf, textAt } from '@polyspool/pdf/objects/testing-pdf';
import { ApertiumTranslator } from '@polyspool/providers/translator/apertium-translator';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { textsOf, workbench } from './testing.js';

const house = testingPdf({
  title: 'The old house',
  outline: [{ title: 'The garden', page: 2 }],
  pages: [
    { content: linesAt(72, 720, ['The white house is big', 'and the garden is old.']) },
    { content: textAt(72, 720, 'The garden is big.') },
    { content: textAt(72, 720, 'The house is white.') },
  ],
});

describe('TranslatePdf', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'translate-pdf-spec-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  it('delivers the same document in another language, with a report and pictures of its pages', async () => {
    const bench = await workbench(folder, house);

    const { output, artifacts, workloads, reported } = await bench.translate({
      pages: '1,3',
      layouts: ['inPlace', 'sideBySide', 'alternating'],
    });

    expect(await textsOf(artifacts.get('translated.es.pdf'))).toEqual([
      'la blanca casa es grande y la jardín es vieja.',
      'The garden is big.',
      'la casa es blanca.',
    ]);
    expect(await textsOf(artifacts.get('bilingual-alternating.en-es.pdf'))).toHaveLength(5);
    expect([...artifacts.keys()].sort()).toEqual([
      'bilingual-alternating.en-es.pdf',
      'bilingual-side-by-side.en-es.pdf',
      'document.json',
      'fidelity.json',
      'page-0001-after.png',
      'page-0001-before.png',
      'page-0003-after.png',
      'page-0003-before.png',
      'translated.es.pdf',
    ]);
    const ir = DocumentIr.parse(JSON.parse(String(artifacts.get('document.json'))));
    expect(ir).toMatchObject({ title: 'The old house', outline: [{ id: 'outline-1', title: 'The garden' }] });
    const report = FidelityReport.parse(JSON.parse(String(artifacts.get('fidelity.json'))));
    expect(report.pages.map(({ page, before }) => [page, before])).toEqual([
      [1, 'page-0001-before.png'],
      [3, 'page-0003-before.png'],
    ]);
    expect(output).toMatchObject({
      pages: 2,
      language: 'en',
      targetLanguage: 'es',
      translatedBlocks: 2,
      translator: { engine: 'fake' },
      untouchedPages: [],
      warnings: [],
      fidelity: { untranslatedWords: 0, flattenedBlocks: 0 },
    });
    expect(bench.storage.fetched.length).toBeGreaterThan(0);
    expect(bench.storage.foldersLeft()).toEqual([]);
    expect(workloads).toContainEqual({ unit: 'pages', amount: 2 });
    expect([...new Set(reported.map(({ step }) => step))]).toEqual(['inspect', 'extract', 'translate', 'reconstruct']);
  }, 120_000);

  it('translates an English document with the engine of this machine', async () => {
    const apertium = new ApertiumTranslator();
    const bench = await workbench(folder, house, { translator: apertium });

    const { output, artifacts } = await bench.translate({ language: 'en', pages: '1' });
    await apertium.close();

    expect((await textsOf(artifacts.get('translated.es.pdf')))[0]).toBe(
      'La casa blanca es grande y el jardín es viejo.',
    );
    expect(output.translator).toMatchObject({ engine: 'apertium' });
  });
});
