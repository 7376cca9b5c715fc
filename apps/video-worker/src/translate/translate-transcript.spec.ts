import { AppError } from '@polyspool/contracts/errors';
import { videoJobs } from '@polyspool/contracts/video';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import { StepCache } from '@polyspool/jobs/step-cache';
import { FakeTranslator } from '@polyspool/providers/translator/fake-translator';
import { FakeStorage } from '@polyspool/storage/fake-storage';
import { randomUUID } from 'node:crypto';
import { translateTranscript } from './translate-transcript.js';

type ChunkJob = RunningJob<typeof videoJobs.processChunk>;

const segmentOf = (text: string, more: object = {}) => ({ startSeconds: 0, endSeconds: 1, text, words: [], ...more });
const translator = new FakeTranslator({ from: 'en', to: ['es'], words: { house: 'casa', white: 'blanca' } });

function chunkJob(given: object): ChunkJob {
  const range = { uploadId: randomUUID(), startSeconds: 0, endSeconds: 1 };
  const input = videoJobs.processChunk.input.parse({ ...range, targetLanguage: 'es', ...given });
  const { step } = new StepCache(new FakeStorage(), input);
  return {
    input,
    step,
    signal: new AbortController().signal,
    report: () => undefined,
    call: (_engine: string, work: () => Promise<unknown>) => work(),
  } as unknown as ChunkJob;
}

const translated = (segments: ReturnType<typeof segmentOf>[], given: object = {}, language = 'en') =>
  translateTranscript(chunkJob(given), { language, segments }, translator);

describe('translateTranscript', () => {
  it('says of each segment who translated it, and how much was unknown', async () => {
    const { segments, target, warnings } = await translated([segmentOf('white house'), segmentOf('zzyzx house')]);

    expect(segments).toMatchObject([
      { text: 'white house', translation: 'blanca casa', translatedBy: 'fake', unknownWordShare: 0 },
      { translation: 'zzyzx casa', unknownWordShare: 0.5 },
    ]);
    expect(target).toMatchObject({ targetLanguage: 'es', translator: { engine: 'fake' } });
    expect(warnings).toEqual([]);
  });

  it('keeps what a person has translated', async () => {
    const byHand = segmentOf('white house', { translation: 'La Casa Blanca', translatedBy: 'edit' });

    const { segments } = await translated([byHand, segmentOf('white house')]);

    expect(segments[0]).toEqual(byHand);
    expect(segments[1]).toMatchObject({ translation: 'blanca casa' });
  });

  it('heeds glossary and memory of the job', async () => {
    const { segments } = await translated([segmentOf('house'), segmentOf('white')], {
      glossary: [{ source: 'house', target: 'mansión' }],
      memory: [{ source: 'white', target: 'albo' }],
    });

    expect(segments).toMatchObject([{ translation: 'mansión' }, { translation: 'albo', translatedBy: 'memory' }]);
  });

  it('heeds of a memory of several languages what is of the spoken one', async () => {
    const memory = [
      { source: 'house', target: 'mansión', language: 'en-GB' },
      { source: 'white', target: 'bianco', language: 'fr' },
    ];

    const { segments } = await translated([segmentOf('house'), segmentOf('white')], { memory });

    expect(segments).toMatchObject([{ translation: 'mansión' }, { translation: 'blanca' }]);
  });

  it('warns where the engine refuses, and delivers what was heard', async () => {
    const refused = new AppError('engine.refused', 'The quota is used up');
    const refusing = Object.assign(Object.create(translator) as FakeTranslator, {
      translate: () => Promise.reject(refused),
    });

    const made = await translateTranscript(chunkJob({}), { language: 'en', segments: [segmentOf('house')] }, refusing);

    expect(made.segments).toEqual([segmentOf('house')]);
    expect(made.warnings).toEqual([
      { code: 'engine.refused', detail: expect.stringContaining('The quota is used up') },
    ]);
  });

  it('warns where nobody can translate the pair', async () => {
    const heard = [segmentOf('house')];

    const { segments, target, warnings } = await translated(heard, { targetLanguage: 'te' });

    expect(segments).toEqual(heard);
    expect(target).toBeUndefined();
    expect(warnings).toMatchObject([{ code: 'engine.unsupportedPair', detail: expect.stringContaining('en to te') }]);
  });

  it.each([
    ['is not asked to', { targetLanguage: undefined }],
    ['is told to skip it', { skip: ['translate'] }],
    ['hears the target language', { targetLanguage: 'en' }],
  ])('translates nothing where it %s', async (_, given) => {
    expect(await translated([segmentOf('house')], given)).toEqual({ segments: [segmentOf('house')], warnings: [] });
  });

  it('has nothing to say of silence', async () => {
    expect((await translated([])).segments).toEqual([]);
  });
});
