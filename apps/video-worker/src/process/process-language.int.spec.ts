import { Transcript } from '@polyspool/contracts/segments';
import { makeMedia } from '@polyspool/media/make-media';
import { FakeLanguageIdentifier } from '@polyspool/providers/language-identifier/fake-language-identifier';
import type { HeardLanguage, Transcriber } from '@polyspool/providers/transcriber/transcriber';
import { FakeVoiceDetector } from '@polyspool/providers/voice-detector/fake-voice-detector';
import { SileroVoiceDetector } from '@polyspool/providers/voice-detector/silero-voice-detector';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordSample, ScriptedTranscriber, workbench } from './testing.js';

/** Knows three languages, and hears the one that it is told. */
class Linguist extends ScriptedTranscriber {
  override readonly languages: string[] = ['en', 'es', 'te'];
  identified = 0;

  constructor(private readonly heard: HeardLanguage | undefined) {
    super();
  }

  override supports(language: string) {
    return this.languages.includes(language);
  }

  override async identify() {
    this.identified += 1;
    return this.heard;
  }
}

describe('the language of a recording', () => {
  let folder: string;
  let upload: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'process-language-spec-'));
    upload = await recordSample(folder);
  });

  afterAll(() => rm(folder, { recursive: true }));

  const heardBy = (transcriber: Transcriber, file = upload) => workbench({ folder, upload: file }, { transcriber });

  it('is identified once, whatever range is asked for next, and named in all that is made', async () => {
    const linguist = new Linguist({ language: 'es', confidence: 0.93 });
    const { video } = await heardBy(linguist);

    const { output, artifacts } = await video({ chunkSeconds: 5 });
    await video({ chunkSeconds: 6 });

    expect(output).toMatchObject({ language: 'es', chunks: 3 });
    expect([...artifacts.keys()]).toContain('subtitles.es.vtt');
    expect(linguist.identified).toBe(1);
  });

  it('is taken as it was named, without listening', async () => {
    const linguist = new Linguist({ language: 'es' });
    const { video } = await heardBy(linguist);

    const { output } = await video({ language: 'te', skip: ['vocabulary'] });

    expect(output).toMatchObject({ language: 'te', warnings: [] });
    expect(linguist.identified).toBe(0);
  });

  it('is doubtful where the engine is not sure of what it hears', async () => {
    const { video } = await heardBy(new Linguist({ language: 'es', confidence: 0.31 }));

    const { output } = await video({});

    expect(output.warnings).toContainEqual({
      code: 'language.doubtful',
      detail: 'It sounds like es, with a confidence of 31 %',
    });
  });

  it('is the only one that the engine knows where it cannot hear that, and a warning says so', async () => {
    const { video, chunk } = await heardBy(new ScriptedTranscriber());
    const assumed = {
      code: 'language.assumed',
      detail: 'scripted cannot hear which language is spoken, and knows en only',
    };

    expect((await video({ chunkSeconds: 5 })).output).toMatchObject({ language: 'en', warnings: [assumed] });
    expect((await chunk({ startSeconds: 3.5, endSeconds: 9.8 })).output.warnings).toEqual([assumed]);
  });

  it('is what the track says where the engine cannot hear it and knows several', async () => {
    const labelled = join(folder, 'labelled.mkv');
    await makeMedia(labelled, { args: ['-metadata:s:a:0', 'language=tel'] });
    const voiceDetector = new FakeVoiceDetector();
    const bench = await workbench(
      { folder, upload: labelled },
      { transcriber: new Linguist(undefined), voiceDetector },
    );

    const { output } = await bench.video({ skip: ['vocabulary'] });

    expect(output).toMatchObject({ language: 'te', warnings: [{ code: 'language.assumed' }] });
  });

  it('has to be named where nobody can tell it', async () => {
    const { video } = await heardBy(new Linguist(undefined));

    await expect(video({})).rejects.toMatchObject({ code: 'language.unknown' });
  });

  it('is refused where the engine hears one that it cannot write', async () => {
    const { video } = await heardBy(new Linguist({ language: 'ko' }));

    await expect(video({})).rejects.toMatchObject({ code: 'engine.unsupportedLanguage' });
  });

  it('is doubtful where the transcript reads like another one', async () => {
    const text = 'no era un joven de mala índole a menos que ser algo frío de corazón lo sea';
    const transcriber = new ScriptedTranscriber(async () => [{ startSeconds: 0.5, endSeconds: 4, text, words: [] }]);
    const languageIdentifier = new FakeLanguageIdentifier(() => 'es');
    const { video } = await workbench({ folder, upload }, { transcriber, languageIdentifier });

    const { output } = await video({ language: 'en' });
    await video({ language: 'en' });

    expect(output.warnings).toContainEqual({
      code: 'language.doubtful',
      detail: 'It may not be en, or hard to hear: the transcript reads like es',
    });
    expect(languageIdentifier.calls).toBe(1);
  });

  it('is doubtful where the engine was sure of next to nothing', async () => {
    const line = { startSeconds: 0.5, endSeconds: 4, text: 'uh', words: [], confidence: 0.12 };
    const { video } = await heardBy(new ScriptedTranscriber(async () => [line]));

    const { output } = await video({ language: 'en' });

    expect(output.warnings).toMatchObject([{ code: 'language.doubtful', detail: expect.stringContaining('12 %') }]);
  });
});

describe('a recording in which nobody speaks', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'process-silent-spec-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  /** A chord that is struck twice a second, and a drum. */
  const beat = 'exp(-4*mod(t\\,0.5))*(sin(2*PI*t*261.6)+sin(2*PI*t*329.6)+sin(2*PI*t*392))';
  const music = `0.2*${beat}+0.3*exp(-20*mod(t\\,0.25))*(random(0)-0.5)`;

  it.each([
    ['music', `aevalsrc=${music}:s=16000`],
    ['silence', 'anullsrc=sample_rate=16000'],
  ])('gives an empty transcript and a warning: %s', async (name, sound) => {
    const upload = await makeMedia(join(folder, `${name}.mp4`), { sound, seconds: 20 });
    const transcriber = new ScriptedTranscriber();
    const bench = await workbench({ folder, upload }, { transcriber, voiceDetector: new SileroVoiceDetector() });

    const { output, artifacts } = await bench.video({ targetLanguage: 'fr', burnIn: true });

    expect(output).toMatchObject({ chunks: 0, segments: 0, words: 0, vocabularyCount: 0, language: 'und' });
    expect(output.warnings.map(({ code }) => code)).toEqual(['media.noSpeech', 'film.noSubtitles']);
    expect(Transcript.parse(JSON.parse(String(artifacts.get('transcript.json')))).segments).toEqual([]);
    expect(String(artifacts.get('subtitles.und.vtt'))).toMatch(/^WEBVTT\n/);
    expect(String(artifacts.get('subtitles.und.srt'))).toBe('');
    expect(transcriber.calls).toBe(0);
  });

  it('is told apart from one in which the engine understands nothing', async () => {
    const upload = await makeMedia(join(folder, 'mumbling.mp4'));
    const transcriber = new ScriptedTranscriber(async () => []);
    const bench = await workbench({ folder, upload }, { transcriber, voiceDetector: new FakeVoiceDetector() });

    const { output } = await bench.video({ language: 'en' });

    expect(output).toMatchObject({ chunks: 1, segments: 0, language: 'en' });
    expect(output.warnings).toEqual([
      { code: 'media.noSpeech', detail: 'Of what is said not one word was understood: the transcript is empty' },
    ]);
  });
});
