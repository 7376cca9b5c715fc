import { videoJobs } from '@polyspool/contracts/video';
import { runJob, type RunOptions } from '@polyspool/jobs/testing';
import { FakeTranslator } from '@polyspool/providers/translator/fake-translator';
import { DiskStorage } from '@polyspool/storage/disk-storage';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TranslateSegments } from './translate-segments.js';

const pair = { sourceLanguage: 'en', targetLanguage: 'es' };
const dictionary = () => new FakeTranslator({ from: 'en', to: ['es'], words: { house: 'casa', white: 'blanca' } });

describe('TranslateSegments', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'translate-segments-spec-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  const run = (input: object, options: Partial<RunOptions> = {}) =>
    runJob(
      videoJobs.translateSegments,
      new TranslateSegments(dictionary()),
      { ...pair, ...input },
      {
        storage: new DiskStorage(folder),
        ...options,
      },
    );

  it('keeps all fields of each segment and adds its translation', async () => {
    const segments = [
      { id: 7, start: 0.5, end: 2, text: 'white house', speaker: { name: 'Ann' }, tags: [1, null] },
      { text: 'zzyzx' },
    ];

    const { output } = await run({ segments });

    expect(output).toEqual({
      segments: [
        { ...segments[0], translation: 'blanca casa', translatedBy: 'fake', unknownWordShare: 0 },
        { text: 'zzyzx', translation: 'zzyzx', translatedBy: 'fake', unknownWordShare: 1 },
      ],
      translator: { engine: 'fake', version: '1', quality: 'draft' },
    });
  });

  it('tells how many it has translated', async () => {
    const segments = Array.from({ length: 250 }, (_, index) => ({ text: `house ${index}` }));

    const { reported } = await run({ segments });

    expect(reported.map(({ fraction, message }) => [Math.floor(fraction * 100), message])).toEqual([
      [0, 'Translated 0/250 segments'],
      [40, 'Translated 100/250 segments'],
      [80, 'Translated 200/250 segments'],
      [100, 'Translated 250/250 segments'],
    ]);
  });

  it('heeds glossary and memory', async () => {
    const { output } = await run({
      segments: [{ text: 'white house' }, { text: 'White  house!' }],
      glossary: [{ source: 'house', target: 'mansión' }],
      memory: [{ source: 'White house!', target: '¡La Casa Blanca!' }],
    });

    expect(output.segments).toMatchObject([
      { translation: 'blanca mansión', translatedBy: 'fake' },
      { translation: '¡La Casa Blanca!', translatedBy: 'memory' },
    ]);
  });

  it('takes nothing, empty texts, long ones, markup and writing from the right', async () => {
    const texts = ['', ' ', 'house '.repeat(833), '<i>house</i>', '{\\an8}house', 'البيت أبيض', '12:30'];

    const { output } = await run({ segments: texts.map((text) => ({ text })) });

    expect(output.segments.map(({ translation }) => translation)).toEqual([
      '',
      ' ',
      'casa '.repeat(833).trim(),
      '<i>casa</i>',
      '{\\an8}casa',
      'البيت أبيض',
      '12:30',
    ]);
    expect((await run({ segments: [] })).output.segments).toEqual([]);
  });

  it('lets others in after each batch of very many', async () => {
    const segments = Array.from({ length: 20_000 }, (_, index) => ({ text: `house ${index}` }));
    let turns = 0;
    let isDone = false;
    const others = () => isDone || (turns++, setImmediate(others));
    others();

    const { output } = await run({ segments });
    isDone = true;

    expect(output.segments[19_999]).toMatchObject({ text: 'house 19999', translation: 'casa 19999' });
    expect(turns).toBeGreaterThanOrEqual(segments.length / 100);
  });

  it('fails where nobody can translate the pair', async () => {
    const failing = run({ segments: [{ text: 'house' }], targetLanguage: 'te' });

    await expect(failing).rejects.toMatchObject({ code: 'engine.unsupportedPair' });
  });

  it('stops between batches when it is cancelled', async () => {
    const controller = new AbortController();
    const segments = Array.from({ length: 1_000 }, () => ({ text: 'house' }));
    const onReport = ({ message }: { message?: string | undefined }) => {
      if (message?.startsWith('Translated 200/')) controller.abort(new Error('enough'));
    };

    await expect(run({ segments }, { signal: controller.signal, onReport })).rejects.toThrow('enough');
  });
});
