import { AppError } from '@polyspool/contracts/errors';
import { type Segment, Transcript } from '@polyspool/contracts/segments';
import { PocketsphinxTranscriber } from '@polyspool/providers/transcriber/pocketsphinx-transcriber';
import { readText } from '@polyspool/storage/storage';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScriptedTranscriber, fakeTranslator, recordSample, workbench } from './testing.js';

describe('ProcessChunk', () => {
  let folder: string;
  let upload: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'process-chunk-spec-'));
    upload = await recordSample(folder);
  });

  afterAll(() => rm(folder, { recursive: true }));

  const range = { startSeconds: 3.5, endSeconds: 9.8 };

  it('stands alone: extracts the audio itself and publishes what it heard, timed in the recording', async () => {
    const { storage, chunk } = await workbench(
      { folder, upload },
      { transcriber: new ScriptedTranscriber(), translator: fakeTranslator() },
    );

    const { output, artifacts, reported, workloads } = await chunk({ ...range, language: 'en', targetLanguage: 'fr' });

    const transcript = Transcript.parse(JSON.parse(await readText(storage, output.transcript)));
    expect(workloads).toEqual([{ unit: 'mediaSeconds', amount: expect.closeTo(6.3) }]);
    expect(output).toMatchObject({ segments: 1, words: 1, warnings: [] });
    expect(transcript).toEqual(JSON.parse(String(artifacts.get('transcript.json'))));
    expect(transcript).toMatchObject({
      language: 'en',
      targetLanguage: 'fr',
      transcriber: { engine: 'scripted', version: '1' },
    });
    expect(transcript.segments[0]).toMatchObject({
      startSeconds: 3.6,
      endSeconds: 9.7,
      words: [{ startSeconds: 3.6 }],
    });
    expect(transcript.segments[0]?.translation).toContain('mot');
    expect([...artifacts.keys()]).toContain('subtitles.fr.vtt');
    expect(reported.map(({ message }) => message)).toContain('Chunk 1: Transcribing 0:03 to 0:09');
    expect(storage.foldersLeft()).toEqual([]);
  });

  it('translates again, but does not listen again, for another language', async () => {
    const transcriber = new ScriptedTranscriber();
    const { chunk } = await workbench({ folder, upload }, { transcriber, translator: fakeTranslator() });

    const french = await chunk({ ...range, targetLanguage: 'fr' });
    const german = await chunk({ ...range, targetLanguage: 'de' });

    expect(transcriber.calls).toBe(1);
    expect(french.output.transcript).not.toBe(german.output.transcript);
  });

  it('listens and translates again, each with another version of its engine only', async () => {
    const transcriber = new ScriptedTranscriber();
    const translator = fakeTranslator();
    const { storage, chunk } = await workbench({ folder, upload }, { transcriber, translator });
    const transcriptOf = async () => {
      const { output } = await chunk({ ...range, targetLanguage: 'fr' });
      return Transcript.parse(JSON.parse(await readText(storage, output.transcript)));
    };
    await transcriptOf();

    translator.improve({ word: 'parole' });
    const translatedAgain = await transcriptOf();
    const callsBefore = transcriber.calls;
    transcriber.version = '2';
    const heardAgain = await transcriptOf();

    expect(translatedAgain.segments[0]?.translation).toContain('parole');
    expect(translatedAgain.translator).toMatchObject({ version: '2' });
    expect([callsBefore, transcriber.calls]).toEqual([1, 2]);
    expect(heardAgain.transcriber).toMatchObject({ version: '2' });
  });

  it('has nothing to translate where the target is the language spoken', async () => {
    const { chunk } = await workbench(
      { folder, upload },
      { transcriber: new ScriptedTranscriber(), translator: fakeTranslator() },
    );

    const { output, artifacts } = await chunk({ ...range, language: 'en', targetLanguage: 'en' });

    expect(output.warnings).toEqual([]);
    expect([...artifacts.keys()].filter((name) => name.endsWith('.vtt'))).toEqual(['subtitles.en.vtt']);
  });

  it('ends the engine in the middle of its work when it is cancelled', async () => {
    const engine = new PocketsphinxTranscriber();
    const cancelled = new AppError('job.cancelled', 'Stopped by its owner');
    const controller = new AbortController();
    const hearings: Promise<Segment[]>[] = [];
    const transcriber = new ScriptedTranscriber((wavPath, options) => {
      const heard = engine.transcribe(wavPath, options);
      hearings.push(heard);
      setImmediate(() => controller.abort(cancelled));
      return heard;
    });
    const { storage, chunk } = await workbench({ folder, upload }, { transcriber, translator: fakeTranslator() });

    await expect(chunk(range, { signal: controller.signal })).rejects.toBe(cancelled);

    expect(await Promise.allSettled(hearings)).toEqual([{ status: 'rejected', reason: cancelled }]);
    expect(storage.foldersLeft()).toEqual([]);
  });
});
