import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { plainText, type RichText } from '@polyspool/contracts/rich-text';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { compareDocuments } from '../fidelity/compare-documents.js';
import { extractPages } from '../document/extract-pages.js';
import { readScans } from '../document/read-scans.js';
import { reconstructPages } from '../document/reconstruct-pages.js';
import { openDocument } from '../objects/open-document.js';
import { readPage } from '../content/read-page.js';
import { recognizeScans } from './recognize-scans.js';
import { recognizedScan, testingScan, type TestingScan } from './testing-scan.js';

const letter: TestingScan = {
  paper: 0.9,
  lines: [
    { x: 72, y: 740, text: 'A LETTER', font: 'F7', size: 18 },
    { x: 72, y: 700, text: 'This letter was written on paper and somebody', font: 'F7', size: 12 },
    { x: 72, y: 685, text: 'has put it on a scanner to send it.', font: 'F7', size: 12, fill: '0 0 0.6 rg' },
  ],
};

/** All stages over scans, with a recogniser that makes no mistake, and each word written backwards. */
const translated = (pages: readonly TestingScan[]) =>
  withTemporaryFolder('scan', async (folder) => {
    const [path, after] = [join(folder, 'scan.pdf'), join(folder, 'translated.pdf')];
    const scansPath = join(folder, 'scans.json');
    await writeFile(path, await testingScan(pages));
    const numbers = pages.map((_, index) => index + 1);
    const recognize = async (picture: { path: string }) => {
      const page = Number(/scan-(\d+)\.png$/.exec(picture.path)?.[1]);
      const drawn = picture as unknown as { widthPx: number; heightPx: number; toPage: [1, 0, 0, 1, 0, 0] };
      return recognizedScan(pages[page - 1]!, drawn);
    };
    await recognizeScans({ path, pages: numbers, folder, scansPath, recognize });
    const scans = await readScans(scansPath);
    const open = await openDocument(await readFile(path));
    const document = await extractPages(open, { pages: numbers, scans });
    const translations = new Map(
      document.pages.flatMap(({ blocks }) => blocks.map(({ id, text }) => [id, backwards(text)])),
    );
    const { files, facts } = await reconstructPages(open, {
      pages: numbers,
      translations,
      language: 'en',
      layouts: ['inPlace'],
      scans,
    });
    await open.close();
    await writeFile(after, files[0]!.bytes);
    const compared = document.pages.map(({ page, blocks }) => ({
      page,
      withPictures: false,
      textBoxes: blocks.map(({ box }) => box),
    }));
    const comparisons = await compareDocuments({ before: { path }, after: { path: after }, pages: compared, folder });
    return { document, facts, comparisons, scans, says: await textsOf(files[0]!.bytes) };
  });

const backwards = (text: RichText): RichText =>
  text.map((piece) => ('text' in piece ? { ...piece, text: piece.text.replaceAll(/\p{L}+/gu, reversed) } : piece));
const reversed = (word: string) => [...word].reverse().join('');

async function textsOf(bytes: Uint8Array) {
  const open = await openDocument(bytes);
  const pages = await Promise.all(Array.from({ length: open.pageCount }, (_, index) => readPage(open, index + 1)));
  await open.close();
  return pages.map((page) => ('reason' in page ? page.reason : page.glyphs.map(({ unicode }) => unicode).join('')));
}

describe('recognizeScans', () => {
  it('makes pages that are pictures into blocks that can be translated and set into the picture', async () => {
    const { document, facts, comparisons, scans, says } = await translated([letter]);

    const [page] = document.pages;
    expect(page).toMatchObject({ kind: 'scan', page: 1 });
    expect(page!.blocks.map(({ text }) => plainText(text))).toEqual([
      'A LETTER',
      'This letter was written on paper and somebody',
      'has put it on a scanner to send it.',
    ]);
    expect(facts.pages).toMatchObject([
      { kind: 'scan', blocks: 3, translated: ['1-0', '1-1', '1-2'], overflowingBlocks: 0 },
    ]);
    expect(says[0]).toContain('sihT rettel saw nettirw');
    expect(comparisons[0]!.changedPixels).toBeLessThan(0.0005);
    const [scan] = [...scans.values()];
    const fills = scan!.lines.map(({ fill }) => fill);
    expect(fills.slice(0, 2)).toEqual(['0.102 0.102 0.102 rg', '0.102 0.102 0.102 rg']);
    expect(fills[2]).toMatch(/^0(\.[01]\d*)? 0(\.[01]\d*)? 0\.6\d* rg$/);
    expect(new Set(scan!.lines.flatMap(({ words }) => words.map(({ background }) => background)))).toEqual(
      new Set(['0.902 0.902 0.902 rg']),
    );
  });

  it('sets new text level with a sheet that lay askew', async () => {
    const { document, comparisons } = await translated([{ ...letter, tiltDegrees: 1.4 }]);

    document.pages[0]!.blocks.forEach(({ angleDegrees }) => expect(angleDegrees).toBeCloseTo(1.4, 1));
    expect(comparisons[0]!.changedPixels).toBeLessThan(0.0005);
  });

  it('takes away what another recogniser has laid over the picture', async () => {
    const { says } = await translated([{ ...letter, invisibleText: 'found by searching' }]);

    expect(says[0]).not.toContain('found');
  });

  it('leaves a picture without text as it is', async () => {
    const { document, facts, says } = await translated([{ lines: [], drawing: '0.5 g 100 100 300 300 re f' }]);

    expect(document.pages).toMatchObject([{ kind: 'scan', blocks: [] }]);
    expect(facts.pages).toMatchObject([{ kind: 'scan', translated: [] }]);
    expect(says).toEqual(['']);
  });
});
