import { AppError } from '@polyspool/contracts/errors';
import { ApertiumTranslator } from '@polyspool/providers/translator/apertium-translator';
import { FakeTranslator } from '@polyspool/providers/translator/fake-translator';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProbeDocumentTranslator } from './probe-document-translator.js';

const { signal } = new AbortController();

describe('the probe of the translator of documents', () => {
  it('finds the engine of this machine in order', async () => {
    const apertium = new ApertiumTranslator();

    await new ProbeDocumentTranslator(apertium).check(signal);

    await apertium.close();
  });

  it('finds one down that is not whole', async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'probe-spec-'));
    await mkdir(join(dataFolder, 'modes'));
    await writeFile(join(dataFolder, 'modes/eng-spa.mode'), 'no-such-program');

    const checking = new ProbeDocumentTranslator(new ApertiumTranslator({ dataFolder })).check(signal);

    await expect(checking).rejects.toBeInstanceOf(AppError);
    await rm(dataFolder, { recursive: true });
  });

  it('takes an answer for an answer, where the pair is not known', async () => {
    const other = new FakeTranslator({ from: 'de', to: ['fr'], words: {} });

    await expect(new ProbeDocumentTranslator(other).check(signal)).resolves.toBeUndefined();
  });
});
