import { AppError } from '@polyspool/contracts/errors';
import { Transcript } from '@polyspool/contracts/segments';
import { Vocabulary } from '@polyspool/contracts/vocabulary';
import { PocketsphinxTranscriber } from '@polyspool/providers/transcriber/pocketsphinx-transcriber';
import { EldLanguageIdentifier } from '@polyspool/providers/language-identifier/eld-language-identifier';
import { wordErrorRate } from '@polyspool/providers/transcriber/word-error-rate';
import { ApertiumTranslator } from '@polyspool/providers/translator/apertium-translator';
import { FakeVoiceDetector } from '@polyspool/providers/voice-detector/fake-voice-detector';
import { SileroVoiceDetector } from '@polyspool/providers/voice-detector/silero-voice-detector';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ScriptedTranscriber,
  fakeTranslator,
  ffmpeg,
  hearOneWord,
  recordSample,
  sample,
  workbench,
} from './testing.js';

describe('ProcessVideo', () => {
  let folder: string;
  let upload: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'process-video-spec-'));
    upload = await recordSample(folder);
  });

  afterAll(() => rm(folder, { recursive: true }));

  const scripted = (transcriber = new ScriptedTranscriber()) => workbench({ folder, upload }, { transcriber });

  it('turns a film into a transcript and subtitles in both languages', async () => {
    const engines = {
      transcriber: new PocketsphinxTranscriber(),
      translator: new ApertiumTranslator(),
      voiceDetector: new SileroVoiceDetector(),
      languageIdentifier: new EldLanguageIdentifier(),
    };
    const { storage, video } = await workbench({ folder, upload }, engines);

    const { output, artifacts, published } = await video({ language: 'en', targetLanguage: 'es', chunkSeconds: 5 });

    const transcript = Transcript.parse(JSON.parse(String(artifacts.get('transcript.json'))));
    const words = transcript.segments.flatMap((segment) => segment.words);
    expect(output).toMatchObject({ chunks: 3, language: 'en', targetLanguage: 'es', warnings: [] });
    expect(output).toMatchObject({ words: words.length, segments: transcript.segments.length });
    expect(wordErrorRate(sample.text, words.map((word) => word.text).join(' '))).toBeLessThan(0.6);
    expect(words.map((word) => word.startSeconds)).toEqual(
      words.map((word) => word.startSeconds).sort((a, b) => a - b),
    );
    expect([...artifacts.keys()].sort()).toEqual([
      'quality.json',
      ...['en-es', 'en', 'es'].flatMap((track) =>
        ['ass', 'srt', 'vtt'].map((format) => `subtitles.${track}.${format}`),
      ),
      'transcript.json',
      'vocabulary.json',
    ]);
    const vocabulary = Vocabulary.parse(JSON.parse(String(artifacts.get('vocabulary.json'))));
    expect(output.vocabularyCount).toBe(vocabulary.entries.length);
    expect(output.quality).toMatchObject({ score: expect.any(Number) });
    expect(published.find(({ name }) => name === 'subtitles.es.vtt')).toMatchObject({
      kind: 'subtitles',
      language: 'es',
    });
    expect(String(artifacts.get('subtitles.en.srt'))).toMatch(/^1\n00:00:00,\d{3} --> 00:00:0\d,\d{3}\n.*young man/);
    expect(String(artifacts.get('subtitles.es.vtt'))).toMatch(/^WEBVTT\n\n00:00:00[^]*(joven|hombre)/);
    expect(storage.foldersLeft()).toEqual([]);
  }, 90_000);

  it('has each word explained once for all chunks', async () => {
    const asked: string[] = [];
    const translator = fakeTranslator();
    const { translate } = translator;
    translator.translate = (texts, options) => {
      if (texts.every((text) => !text.includes(' '))) asked.push(...texts);
      return translate.call(translator, texts, options);
    };
    const hearTwoWords: typeof hearOneWord = async (...asOne) =>
      (await hearOneWord(...asOne)).map((segment) => ({ ...segment, text: 'word play' }));
    const transcriber = new ScriptedTranscriber(hearTwoWords);
    const { video } = await workbench({ folder, upload }, { transcriber, translator });

    const { artifacts } = await video({ language: 'en', targetLanguage: 'fr', chunkSeconds: 5 });

    const { entries } = Vocabulary.parse(JSON.parse(String(artifacts.get('vocabulary.json'))));
    expect(entries.map(({ lemma, count, gloss }) => [lemma, count, gloss?.text])).toEqual([
      ['play', 3, undefined],
      ['word', 3, 'mot'],
    ]);
    expect(asked).toEqual(['play', 'word']);
  });

  it('cuts in the silences between utterances', async () => {
    const { video } = await scripted();

    const { artifacts, output } = await video({ chunkSeconds: 5 });

    const { segments } = Transcript.parse(JSON.parse(String(artifacts.get('transcript.json'))));
    const ends = segments.map((segment) => segment.endSeconds);
    expect(output).toMatchObject({ chunks: 3 });
    expect(ends).toHaveLength(3);
    sample.gapsSeconds.forEach((gap, index) => expect(Math.abs(ends[index]! - gap)).toBeLessThan(0.4));
    expect(ends[2]).toBeLessThanOrEqual(output.durationSeconds);
  });

  it('takes only the range that was asked for', async () => {
    const { video } = await scripted();

    const { artifacts, output, workloads } = await video({ startSeconds: 4, endSeconds: 9.5, chunkSeconds: 5 });

    const { segments } = Transcript.parse(JSON.parse(String(artifacts.get('transcript.json'))));
    expect(output).toMatchObject({ durationSeconds: 5.5, chunks: 1, words: 1 });
    expect(workloads[0]).toEqual({ unit: 'mediaSeconds', amount: 5.5 });
    expect(segments[0]?.startSeconds).toBeCloseTo(4.1, 2);
    expect(segments[0]?.endSeconds).toBeCloseTo(9.4, 2);
  });

  it('asks no engine and reads no upload again when everything is kept', async () => {
    const transcriber = new ScriptedTranscriber();
    const { storage, video } = await scripted(transcriber);
    const first = await video({ targetLanguage: 'fr', chunkSeconds: 5 });
    storage.fetched.length = 0;

    const second = await video({ targetLanguage: 'fr', chunkSeconds: 5 });

    expect(transcriber.calls).toBe(3);
    expect(storage.fetched).toEqual([]);
    expect(second.output).toEqual(first.output);
    expect(second.artifacts).toEqual(first.artifacts);
  });

  it('names the range and the cause of a chunk that failed, and on resume runs only that one', async () => {
    const transcriber = new ScriptedTranscriber(async (wavPath, options, call) => {
      if (call === 2) throw new AppError('engine.failed', 'out of memory');
      return hearOneWord(wavPath, options, call);
    });
    const { storage, video } = await scripted(transcriber);

    await expect(video({ chunkSeconds: 5 })).rejects.toMatchObject({
      code: 'video.chunkFailed',
      message: '0:03 to 0:09: engine.failed (out of memory)',
    });
    const { output } = await video({ chunkSeconds: 5 });

    expect(output).toMatchObject({ chunks: 3, words: 3 });
    expect(transcriber.calls).toBe(4);
    expect(storage.foldersLeft()).toEqual([]);
  });

  it('delivers the transcript with one warning where the pair cannot be translated', async () => {
    const translator = new ApertiumTranslator();
    const { video } = await workbench({ folder, upload }, { transcriber: new ScriptedTranscriber(), translator });

    const { output, artifacts } = await video({ language: 'en', targetLanguage: 'ko', chunkSeconds: 5 });

    expect(output.targetLanguage).toBeUndefined();
    expect(output.warnings.filter(({ code }) => code === 'engine.unsupportedPair')).toEqual([
      { code: 'engine.unsupportedPair', detail: expect.stringContaining('cannot translate en to ko') },
    ]);
    expect([...artifacts.keys()].filter((name) => name.endsWith('.vtt'))).toEqual(['subtitles.en.vtt']);
  });

  it.each([
    ['a range outside', { startSeconds: 60 }, 'media.rangeOutside'],
    ['an audio track that is not there', { audioTrack: 1 }, 'media.noAudio'],
    ['a language that the engine does not know', { language: 'te' }, 'engine.unsupportedLanguage'],
  ])('refuses %s before any engine is asked', async (_, input, code) => {
    const transcriber = new ScriptedTranscriber();
    const { storage, video } = await scripted(transcriber);

    await expect(video(input)).rejects.toMatchObject({ code });

    expect(transcriber.calls).toBe(0);
    expect(storage.foldersLeft()).toEqual([]);
  });

  it('finds nothing to hear where the sound ends before the pictures', async () => {
    const early = join(folder, 'early.mkv');
    await ffmpeg(['-f', 'lavfi', '-i', 'testsrc2=size=64x64:rate=5:duration=20', '-i', sample.clips[0]!, early]);
    const bench = await workbench({ folder, upload: early }, { voiceDetector: new FakeVoiceDetector() });

    const { output } = await bench.video({ chunkSeconds: 5 });

    expect(output.durationSeconds).toBeCloseTo(20, 1);
    expect(output.words).toBe(1);
  });

  it('ends ffmpeg in the middle of its work when it is cancelled', async () => {
    const long = join(folder, 'long.flac');
    await ffmpeg(['-f', 'lavfi', '-i', 'anullsrc=sample_rate=8000:channel_layout=mono', '-t', '14000', long]);
    const { storage, video } = await workbench({ folder, upload: long });
    const cancelled = new AppError('job.cancelled', 'Stopped by its owner');
    const controller = new AbortController();
    let extracted = 0;
    const onReport = ({ step, fraction }: { step: string; fraction: number }) => {
      if (step !== 'audio' || fraction === 0) return;
      extracted = fraction;
      controller.abort(cancelled);
    };

    await expect(video({}, { signal: controller.signal, onReport })).rejects.toBe(cancelled);

    expect(extracted).toBeLessThan(1);
    expect(storage.foldersLeft()).toEqual([]);
  });
});
