import { pdfJobs } from '@polyspool/contracts/pdf';
import { plainText } from '@polyspool/contracts/rich-text';
import { runJob } from '@polyspool/jobs/testing';
import { ApertiumTranslator } from '@polyspool/providers/translator/apertium-translator';
import { FakeTranslator } from '@polyspool/providers/translator/fake-translator';
import { DiskStorage } from '@polyspool/storage/disk-storage';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TranslateBlocks } from './translate-blocks.js';

describe('TranslateBlocks', () => {
  it('warns of a language in between, and of names that have become words', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'translate-blocks-spec-'));
    const translator = new FakeTranslator({
      from: 'fr',
      to: ['en'],
      words: { petit: 'small', le: 'the', voit: 'sees' },
    });
    Object.assign(translator, { pivot: () => Promise.resolve('es') });
    const blocks = [{ id: '1-0', text: [{ text: 'Le chat voit Petit et Dupont.' }] }];

    const { output } = await runJob(
      pdfJobs.translateBlocks,
      new TranslateBlocks(translator),
      { blocks, sourceLanguage: 'fr', targetLanguage: 'en' },
      { storage: new DiskStorage(folder) },
    );
    await rm(folder, { recursive: true });

    expect(output.blocks).toMatchObject([{ changedNames: ['Petit'] }]);
    expect(output.warnings).toMatchObject([
      { code: 'engine.indirectPair', detail: expect.stringContaining('through Spanish') },
      { code: 'document.changedNames', detail: expect.stringContaining('1 name is') },
    ]);
  });
});

describe('TranslateBlocks, with Apertium', () => {
  const apertium = new ApertiumTranslator();
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'translate-blocks-spec-'));
  });

  afterAll(async () => {
    await apertium.close();
    await rm(folder, { recursive: true });
  });

  const run = (blocks: readonly object[], more = {}) =>
    runJob(
      pdfJobs.translateBlocks,
      new TranslateBlocks(apertium),
      { blocks, sourceLanguage: 'en', targetLanguage: 'es', ...more },
      { storage: new DiskStorage(folder) },
    );

  it('puts spans where the words are that they were on, and leaves formulas, numbers and addresses alone', async () => {
    const text = [
      { text: 'The ' },
      { text: 'white', span: 0 },
      { text: ' house costs 1,250.50 dollars for ' },
      { formula: 4 },
      { text: '; write to a.b@example.com.' },
    ];

    const { output } = await run([{ id: '1-0', text }]);

    expect(output.blocks[0]).toMatchObject({
      text: [
        { text: 'La casa ' },
        { text: 'blanca', span: 0 },
        { text: ' cuesta 1,250.50 dólares para ' },
        { formula: 4 },
        { text: '; escribe a a.b@example.com.' },
      ],
      translatedBy: 'apertium',
      isFlattened: false,
    });
    expect(output.translator).toMatchObject({ engine: 'apertium', quality: 'draft' });
  });

  it('translates a sentence over two columns as one', async () => {
    const { output } = await run([
      { id: '1-0', text: [{ text: 'We have found that the old' }], continuedBy: '1-1' },
      { id: '1-1', text: [{ text: 'method is important. It is not here.' }] },
    ]);

    const [first, second] = output.blocks.map(({ text }) => plainText(text));
    expect(`${first} ${second}`).toBe('Hemos encontrado que el método viejo es importante. No es aquí.');
    expect(first).not.toBe('');
  });

  it('tells how many words it did not know', async () => {
    const { output, reported } = await run([{ id: '1-0', text: [{ text: 'The zzyzx house' }] }]);

    expect(output.blocks[0]).toMatchObject({ unknownWords: 1, words: 3 });
    expect(reported.at(-1)).toEqual({ step: 'translate', fraction: 1, message: 'Translated 1/1 blocks to es' });
  });

  it('fails where nobody can translate the pair', async () => {
    await expect(run([], { targetLanguage: 'te' })).rejects.toMatchObject({ code: 'engine.unsupportedPair' });
  });
});
