import type { BlockText } from '@polyspool/contracts/pdf';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testingPdf, textAt } from '../objects/testing-pdf.js';
import { DocumentIr } from './document.js';
import { extractDocument } from './extract-document.js';
import { ReconstructionFacts } from './page-facts.js';
import { reconstructDocument } from './reconstruct-document.js';
import { blocksOf } from './testing-translation.js';
import { textsToTranslate } from './texts-to-translate.js';
import { plainText } from '@polyspool/contracts/rich-text';

describe('extractDocument and reconstructDocument', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'polyspool-spec-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('take texts out of a file and put translations into it, in processes of their own', async () => {
    const path = await written('source.pdf', testingPdf({ pages: [page('Some words'), page('Other words')] }));
    const pages: number[] = [];

    await extractDocument({ path, pages: [1, 2], irPath: at('ir.json'), onPage: (page) => pages.push(page) });
    const texts = textsToTranslate(DocumentIr.parse(await read('ir.json')));
    await written('texts.json', JSON.stringify(texts.map(upperCased)));
    await reconstruct(path, [1, 2]);

    expect(pages).toEqual([1, 2]);
    expect((await blocksOf(await readFile(at('out.pdf')))).map(({ text }) => plainText(text))).toEqual([
      'SOME WORDS',
      'OTHER WORDS',
    ]);
    const facts = ReconstructionFacts.parse(await read('facts.json'));
    expect(facts.pages.map(({ translated }) => translated)).toEqual([['1-0'], ['2-0']]);
  });

  it('leave the pages that were not asked for', async () => {
    const path = await written('source.pdf', testingPdf({ pages: [page('Some words'), page('Other words')] }));
    await written(
      'texts.json',
      JSON.stringify([
        { id: '1-0', text: [{ text: 'New' }] },
        { id: '2-0', text: [{ text: 'New' }] },
      ]),
    );

    await reconstruct(path, [2]);

    expect((await blocksOf(await readFile(at('out.pdf')))).map(({ text }) => plainText(text))).toEqual([
      'Some words',
      'New',
    ]);
  });

  it('tell of a file that is none', async () => {
    const path = await written('broken.pdf', 'no PDF at all');

    await expect(extractDocument({ path, pages: [1], irPath: at('ir.json') })).rejects.toMatchObject({
      code: 'file.unreadable',
    });
  });

  const at = (name: string) => join(folder, name);
  const read = async (name: string): Promise<unknown> => JSON.parse(await readFile(at(name), 'utf8'));
  const written = async (name: string, data: string | Uint8Array) => {
    await writeFile(at(name), data);
    return at(name);
  };
  const reconstruct = (path: string, pages: readonly number[]) =>
    reconstructDocument({
      path,
      pages,
      translationsPath: at('texts.json'),
      language: 'en',
      outputs: [{ layout: 'inPlace', path: at('out.pdf') }],
      factsPath: at('facts.json'),
    });
});

const page = (text: string) => ({ content: textAt(72, 700, text) });

const upperCased = ({ id, text }: BlockText): BlockText => ({
  id,
  text: text.map((piece) => ('text' in piece ? { ...piece, text: piece.text.toUpperCase() } : piece)),
});
