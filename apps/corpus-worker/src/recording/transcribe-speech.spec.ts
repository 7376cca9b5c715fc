import { AppError } from '@polyspool/contracts/errors';
import type { Language } from '@polyspool/contracts/languages';
import type { Segment } from '@polyspool/contracts/segments';
import type { TimeRange } from '@polyspool/contracts/time-range';
import { FakeLanguageIdentifier } from '@polyspool/providers/language-identifier/fake-language-identifier';
import { FakeTranscriber } from '@polyspool/providers/transcriber/fake-transcriber';
import type { RecordingJob } from './recording-job.js';
import { transcribeSpeech } from './transcribe-speech.js';
import { Turn } from './turn.js';

const line = (text: string, confidence = 0.8): Segment => ({
  startSeconds: 1,
  endSeconds: 3,
  text,
  words: [],
  confidence,
});
const long = 'he was not an ill disposed young man unless to be rather cold hearted is to be ill disposed';

/** Long steps are kept as a worker keeps them. */
function jobOn(language?: Language, kept = new Map<string, unknown>()): RecordingJob {
  return {
    input: { uploadId: '0', language },
    signal: new AbortController().signal,
    log: () => undefined,
    workload: () => undefined,
    call: (_engine, work) => work(),
    step: async <Result>(name: string, parts: readonly unknown[], compute: (files: never) => Promise<Result>) => {
      const key = JSON.stringify([name, ...parts]);
      if (!kept.has(key)) kept.set(key, await compute(undefined as never));
      return kept.get(key) as Result;
    },
    retryLater: async () => {
      throw new Error('later');
    },
  };
}

interface Scene {
  readonly language?: Language;
  readonly speech?: readonly TimeRange[];
  readonly transcriber?: FakeTranscriber;
  readonly reads?: Language;
  readonly seconds?: number;
  /** What the file says of its track. */
  readonly label?: string;
  readonly job?: RecordingJob;
  readonly turnMs?: number;
}

function transcribe({ language, transcriber, reads = 'en', seconds = 9, ...scene }: Scene) {
  const job = scene.job ?? jobOn(language);
  const cut: TimeRange[] = [];
  const sound = {
    file: 'sound.flac',
    durationSeconds: seconds,
    media: async () => ({ path: 'sound.flac', demuxer: 'flac' }),
    cut: async (range: TimeRange) => {
      cut.push(range);
      return 'cut.wav';
    },
  };
  const spoken = {
    sound,
    speech: scene.speech ?? [{ startSeconds: 0, endSeconds: seconds }],
    probe: {
      demuxer: 'flac',
      durationSeconds: seconds,
      audioTracks: [{ codec: 'flac', channels: 1, sampleRateHz: 48_000, language: scene.label }],
    },
  };
  const parts = {
    transcriber: transcriber ?? new FakeTranscriber(() => [line(long)]),
    languageIdentifier: new FakeLanguageIdentifier(() => reads),
  };
  const told = { turn: new Turn(job, scene.turnMs), tell: () => undefined };
  return { cut, transcribed: transcribeSpeech(job, parts, spoken, told) };
}

describe('transcribeSpeech', () => {
  it('hears a language that the engine has', async () => {
    const { transcript, warnings } = await transcribe({ language: 'en-IN' }).transcribed;

    expect(transcript).toMatchObject({
      language: 'en-IN',
      transcriber: { engine: 'fake' },
      segments: [{ text: long }],
    });
    expect(warnings).toEqual([]);
  });

  it('says that no engine has Telugu, and listens to nothing', async () => {
    const { cut, transcribed } = transcribe({ language: 'te' });

    expect(await transcribed).toEqual({
      warnings: [{ code: 'engine.unsupportedLanguage', detail: 'There is no transcript: fake does not know te' }],
    });
    expect(cut).toEqual([]);
  });

  it('identifies a language that nobody named, and says where the engine does not have that', async () => {
    const hears = (language: Language) => new FakeTranscriber(() => [line(long)], ['en', 'de'], { language });

    const german = await transcribe({ transcriber: hears('de'), reads: 'de' }).transcribed;
    const telugu = await transcribe({ transcriber: hears('te') }).transcribed;

    expect(german).toMatchObject({ transcript: { language: 'de' }, warnings: [] });
    expect(telugu).toMatchObject({ warnings: [{ code: 'engine.unsupportedLanguage' }] });
  });

  it('assumes the only language of an engine that cannot hear which it is, unless what comes out makes no sense', async () => {
    const mumbles = new FakeTranscriber(() => [line(long, 0.3)]);

    const english = await transcribe({}).transcribed;
    const unknown = await transcribe({ transcriber: mumbles }).transcribed;
    const named = await transcribe({ transcriber: mumbles, language: 'en' }).transcribed;

    expect(english).toMatchObject({ transcript: { language: 'en' }, warnings: [{ code: 'language.assumed' }] });
    expect(unknown).toEqual({ warnings: [{ code: 'language.unknown', detail: expect.stringContaining('30 %') }] });
    expect(named).toMatchObject({ transcript: { language: 'en' }, warnings: [{ code: 'language.doubtful' }] });
  });

  it('does not take for English what the file says is Telugu', async () => {
    const { warnings } = await transcribe({ label: 'tel' }).transcribed;

    expect(warnings).toMatchObject([{ code: 'engine.unsupportedLanguage', detail: expect.stringContaining('te,') }]);
    expect(await transcribe({ label: 'eng' }).transcribed).toMatchObject({ transcript: { language: 'en' } });
  });

  it('does without where nobody speaks, nothing is understood, or the engine is not installed', async () => {
    const missing = new FakeTranscriber(() => {
      throw new AppError('engine.missing', 'pocketsphinx_continuous is not installed');
    });
    const codesOf = async (scene: Scene) => {
      const { transcript, warnings } = await transcribe({ language: 'en', ...scene }).transcribed;
      return [transcript, ...warnings.map(({ code }) => code)];
    };

    expect(await codesOf({ speech: [] })).toEqual([undefined, 'media.noSpeech']);
    expect(await codesOf({ transcriber: new FakeTranscriber(() => []) })).toEqual([undefined, 'media.noSpeech']);
    expect(await codesOf({ transcriber: missing })).toEqual([undefined, 'engine.missing']);
  });

  it('leaves to retries what may pass', async () => {
    const away = new FakeTranscriber(() => {
      throw new AppError('engine.unavailable', 'No answer');
    });

    await expect(transcribe({ language: 'en', transcriber: away }).transcribed).rejects.toMatchObject({
      code: 'engine.unavailable',
    });
  });

  it('takes an hour in turns, each of which goes on where the one before it ended', async () => {
    const kept = new Map<string, unknown>();
    let heard = 0;
    const transcriber = new FakeTranscriber(async () => {
      heard += 1;
      const until = performance.now() + 3;
      while (performance.now() < until) await new Promise(setImmediate);
      return [line(long)];
    });
    const job = jobOn('en', kept);
    const turn = () => transcribe({ job, transcriber, seconds: 3600, turnMs: 20 }).transcribed.catch(String);

    let turns = 1;
    for (; (await turn()) === 'Error: later'; turns++) expect(turns).toBeLessThan(100);

    const { transcript } = await transcribe({ job, transcriber, seconds: 3600 }).transcribed;
    expect(turns).toBeGreaterThan(2);
    expect(heard).toBe(transcript?.segments.length);
  });
});
