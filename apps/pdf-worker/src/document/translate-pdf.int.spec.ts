import { linesAt, testingPdf } from '@polyspool/pdf/objects/testing-pdf';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { textsOf, workbench } from './testing.js';

const house = testingPdf({
  pages: [{ content: linesAt(72, 720, ['The white house is big', 'and the garden is old.']) }],
});

describe('TranslatePdf', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'translate-pdf-spec-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  it('delivers the same document in another language, with a report and pictures of its pages', async () => {
    const bench = await workbench(folder, house);

    const { output, artifacts, workloads } = await bench.translate();

    expect(await textsOf(artifacts.get('translated.es.pdf'))).toEqual([
      'La blanca casa es grande y la jardín es vieja.',
    ]);
    expect([...artifacts.keys()].sort()).toEqual([
      'document.json',
      'fidelity.json',
      'page-0001-after.png',
      'page-0001-before.png',
      'translated.es.pdf',
    ]);
    expect(output).toMatchObject({ pages: 1, language: 'en', translatedBlocks: 1, warnings: [] });
    expect(workloads).toContainEqual({ unit: 'pages', amount: 1 });
  });
});
