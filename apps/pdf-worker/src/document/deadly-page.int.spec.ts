import { FidelityReport } from '@polyspool/contracts/fidelity';
import { plainText } from '@polyspool/contracts/rich-text';
import type { Report } from '@polyspool/jobs/testing';
import { extractPages } from '@polyspool/pdf/document/extract-pages';
import { openDocument } from '@polyspool/pdf/objects/open-document';
import { testingGreedyPdf } from '@polyspool/pdf/objects/testing-greedy-pdf';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workbench } from './testing.js';

/** More than the process that reads it may have. */
const fatalMiB = 1_275;
/** Processes start slowly from the sources. */
const patienceMs = 120_000;

describe('a document with a page that ends the process that reads it', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deadly-page-spec-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  it(
    'has that page tried alone once, and is delivered with the others translated and with that one as it was',
    async () => {
      const document = testingGreedyPdf([
        { text: 'The house is big.' },
        { text: 'The garden is big.', heldMiB: fatalMiB },
        { text: 'The house is old.' },
      ]);
      const bench = await workbench(folder, document);
      const seen: Report[] = [];

      const { output, artifacts } = await bench.translate(
        { language: 'en' },
        { onReport: (report) => seen.push(report) },
      );

      const told = (doing: string) =>
        seen.flatMap(({ message = '' }) => (message.startsWith(doing) ? [Number(/\d+/.exec(message)?.[0])] : []));
      expect(told('Reading page')).toEqual([1, 2, 2, 1, 2, 3]);
      expect(told('Setting page')).toEqual([1, 2, 3]);
      const left = { page: 2, reason: expect.stringContaining('too much memory') };
      expect(output).toMatchObject({ pages: 3, translatedBlocks: 2, untouchedPages: [left] });
      const report = FidelityReport.parse(JSON.parse(String(artifacts.get('fidelity.json'))));
      expect(report.summary).toMatchObject({ pages: 3, translatedBlocks: 2, untouchedPages: 1 });
      expect(report.pages).toMatchObject([{ kind: 'text' }, { kind: 'untouched', ...left }, { kind: 'text' }]);
      const after = artifacts.get('translated.es.pdf')!; // asked for
      expect(await textsOn([1, 3], after)).toEqual(['la casa es grande.', 'la casa es vieja.']);
      expect(Buffer.from(after).includes('(The garden is big.) Tj')).toBe(true);
    },
    patienceMs,
  );
});

/** Of the pages that may be read here. */
async function textsOn(pages: readonly number[], pdf: Uint8Array) {
  const document = await openDocument(pdf);
  const read = await extractPages(document, { pages });
  await document.close();
  return read.pages.flatMap(({ blocks }) => blocks.map(({ text }) => plainText(text)));
}
