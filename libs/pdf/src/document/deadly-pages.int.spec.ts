import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { plainText } from '@polyspool/contracts/rich-text';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDocument } from '../objects/open-document.js';
import { testingGreedyPdf, type TestingGreedyPage } from '../objects/testing-greedy-pdf.js';
import { DocumentIr } from './document.js';
import { extractDocument } from './extract-document.js';
import { extractPages } from './extract-pages.js';
import type { GivenUpPage } from './give-up-pages.js';
import { ReconstructionFacts } from './page-facts.js';
import { reconstructDocument } from './reconstruct-document.js';

// Processes have the limits that all documents of strangers have: 1024 MiB of objects.
const fatalMiB = 1_275;
const someMiB = 510;
const moreMiB = 765;
/** Each process starts slowly from the sources. */
const patienceMs = 120_000;

describe('a page that ends the process that works on it', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deadly-pages-spec-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  async function work(pages: readonly TestingGreedyPage[]) {
    const path = join(folder, 'document.pdf');
    await writeFile(path, testingGreedyPdf(pages));
    const begun: number[] = [];
    const givenUp: GivenUpPage[] = [];
    return {
      begun,
      givenUp,
      work: {
        path,
        pages: pages.map((_, index) => index + 1),
        onPage: (page: number) => begun.push(page),
        onGivenUp: (page: GivenUpPage) => givenUp.push(page),
      },
    };
  }

  it(
    'only together with others is read alone, and joined again',
    async () => {
      const {
        begun,
        givenUp,
        work: document,
      } = await work([
        { text: 'The first one' },
        { text: 'The second one', heldMiB: someMiB },
        { text: 'The last one', heldMiB: moreMiB },
      ]);
      const irPath = join(folder, 'document.json');

      await extractDocument({ ...document, irPath });

      expect(begun).toEqual([1, 2, 3, 3, 1, 2]);
      expect(givenUp).toEqual([]);
      const { pages } = DocumentIr.parse(JSON.parse(await readFile(irPath, 'utf8')));
      expect(pages.map(({ page, kind, blocks }) => [page, kind, ...blocks.map(({ text }) => plainText(text))])).toEqual(
        [
          [1, 'text', 'The first one'],
          [2, 'text', 'The second one'],
          [3, 'text', 'The last one'],
        ],
      );
    },
    patienceMs,
  );

  it(
    'also alone is left as it is, and the others are set',
    async () => {
      const {
        begun,
        givenUp,
        work: document,
      } = await work([
        { text: 'The first one' },
        { text: 'The second one', heldMiB: fatalMiB },
        { text: 'The last one' },
      ]);
      const [translationsPath, factsPath, path] = ['texts.json', 'facts.json', 'after.pdf'].map((name) =>
        join(folder, name),
      ) as [string, string, string];
      const texts = ['1-0', '2-0', '3-0'].map((id) => ({ id, text: [{ text: `Nuevo ${id}` }] }));
      await writeFile(translationsPath, JSON.stringify(texts));

      await reconstructDocument({
        ...document,
        ...{ translationsPath, factsPath, language: 'es', outputs: [{ layout: 'inPlace', path }] },
      });

      expect(begun).toEqual([1, 2, 2, 1, 2, 3]);
      const reason = expect.stringContaining('too much memory');
      expect(givenUp).toMatchObject([{ page: 2, isLasting: true, reason }]);
      const { pages } = ReconstructionFacts.parse(JSON.parse(await readFile(factsPath, 'utf8')));
      expect(pages).toMatchObject([
        { page: 1, kind: 'text', translated: ['1-0'] },
        { page: 2, kind: 'untouched', reason, translated: [] },
        { page: 3, kind: 'text', translated: ['3-0'] },
      ]);
      const after = await readFile(path);
      expect(await textsOn([1, 3], after)).toEqual(['Nuevo 1-0', 'Nuevo 3-0']);
      expect(after.includes('(The second one) Tj')).toBe(true);
    },
    patienceMs,
  );
});

async function textsOn(pages: readonly number[], bytes: Uint8Array) {
  const open = await openDocument(bytes);
  const document = await extractPages(open, { pages });
  await open.close();
  return document.pages.flatMap(({ blocks }) => blocks.map(({ text }) => plainText(text)));
}
