import { AppError } from '@polyspool/contracts/errors';
import { PocketsphinxTranscriber } from '@polyspool/providers/transcriber/pocketsphinx-transcriber';
import { ApertiumTranslator } from '@polyspool/providers/translator/apertium-translator';
import { FakeTranslator } from '@polyspool/providers/translator/fake-translator';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProbeTranscriber } from './probe-transcriber.js';
import { ProbeTranslator } from './probe-translator.js';

const { signal } = new AbortController();

describe('the probes of engines', () => {
  let dataFolder: string;

  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'probes-spec-'));
    await mkdir(join(dataFolder, 'modes'));
  });

  afterAll(() => rm(dataFolder, { recursive: true }));

  it('find the engines of this machine in order', async () => {
    await new ProbeTranscriber(new PocketsphinxTranscriber()).check(signal);
    await new ProbeTranslator(new ApertiumTranslator()).check(signal);
  });

  it('find one down that fails, and one that is not there', async () => {
    const broken = new ProbeTranscriber(new PocketsphinxTranscriber({ command: 'false' }));
    await writeFile(join(dataFolder, 'modes/eng-spa.mode'), 'no-such-program');
    const missing = new ProbeTranslator(new ApertiumTranslator({ dataFolder }));

    await expect(broken.check(signal)).rejects.toMatchObject({ code: 'engine.failed' });
    await expect(missing.check(signal)).rejects.toBeInstanceOf(AppError);
  });

  it('take an answer for an answer, where the pair is not known', async () => {
    const other = new FakeTranslator({ from: 'de', to: ['fr'], words: {} });

    await expect(new ProbeTranslator(other).check(signal)).resolves.toBeUndefined();
  });
});
