import { percentAt } from '@polyspool/contracts/define-jobs';
import { videoJobs } from '@polyspool/contracts/video';
import { FreedictDictionary } from '@polyspool/providers/lexicon/freedict-dictionary';
import { PocketsphinxTranscriber } from '@polyspool/providers/transcriber/pocketsphinx-transcriber';
import { ApertiumTranslator } from '@polyspool/providers/translator/apertium-translator';
import { SileroVoiceDetector } from '@polyspool/providers/voice-detector/silero-voice-detector';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLexicon } from '../engines/open-lexicon.js';
import { openWordAnalyser } from '../engines/open-word-analyser.js';
import { VocabularyEngines } from '../vocabulary/vocabulary-engines.js';
import { recordSample, workbench } from './testing.js';

/** What was promised to those who come from the video system before this one (R060-R064, R101, R102), with real engines. */
describe('a chunk of ten seconds', () => {
  let folder: string;
  let bench: Awaited<ReturnType<typeof workbench>>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'video-promises-spec-'));
    const [transcriber, translator, analyser] = [
      new PocketsphinxTranscriber(),
      new ApertiumTranslator(),
      openWordAnalyser({}),
    ];
    const vocabulary = new VocabularyEngines(analyser, openLexicon(analyser, {}), new FreedictDictionary(), translator);
    const engines = { transcriber, translator, vocabulary, voiceDetector: new SileroVoiceDetector() };
    const upload = await recordSample(folder);
    bench = await workbench({ folder, upload }, engines);
  });

  afterAll(() => rm(folder, { recursive: true }));

  const chunk = { language: 'en', startSeconds: 0, endSeconds: 10, chunkNumber: 2, totalChunks: 4 };

  it('completes within 30 s with a vocabulary_count above 0 and subtitles', async () => {
    const startedAt = performance.now();

    const { output, artifacts } = await bench.chunk({ ...chunk, targetLanguage: 'es' });

    expect(performance.now() - startedAt).toBeLessThan(30_000);
    expect(output.vocabularyCount).toBeGreaterThan(0);
    expect(output.segments).toBeGreaterThan(0);
    expect(String(artifacts.get('subtitles.en.srt'))).toContain('young man');
    expect(String(artifacts.get('subtitles.es.srt'))).toMatch(/hombre|joven/);
    expect(String(artifacts.get('vocabulary.json'))).toContain('"man"');
  }, 60_000);

  it('shows a progress above 0 after 2 s', async () => {
    const startedAt = performance.now();
    const { promise: progress, resolve: toldAfterMs } = Promise.withResolvers<number>();
    const onReport = ({ step, fraction }: { step: string; fraction: number }) => {
      if (percentAt(videoJobs.processChunk, step, fraction) > 0) toldAfterMs(performance.now() - startedAt);
    };

    const finished = bench.chunk({ ...chunk, startSeconds: 0.5 }, { onReport });

    expect(await progress).toBeLessThan(2000);
    await finished;
  }, 60_000);

  it('says where it begins, what it does and where it ends, at a progress that only grows', async () => {
    const { reported } = await bench.chunk({ ...chunk, startSeconds: 1 });

    const percents = reported.map(({ step, fraction }) => percentAt(videoJobs.processChunk, step, fraction));
    const messages = reported.flatMap(({ message }) => message ?? []);
    expect(messages[0]).toBe('Starting chunk 2/4...');
    expect(percents[0]).toBe(0);
    expect(messages.slice(1, -1).every((message) => message.startsWith('Chunk 2: '))).toBe(true);
    expect(messages).toContain('Chunk 2: Transcribing 0:01 to 0:10');
    expect(messages.at(-1)).toBe('Chunk 2 completed!');
    expect(percents.at(-1)).toBe(100);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
  }, 60_000);
});
