import { Transcript } from '@polyspool/contracts/segments';
import { makeMedia, type MediaWishes } from '@polyspool/media/make-media';
import { EldLanguageIdentifier } from '@polyspool/providers/language-identifier/eld-language-identifier';
import { PocketsphinxTranscriber } from '@polyspool/providers/transcriber/pocketsphinx-transcriber';
import { FakeVoiceDetector } from '@polyspool/providers/voice-detector/fake-voice-detector';
import { SileroVoiceDetector } from '@polyspool/providers/voice-detector/silero-voice-detector';
import { mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beeping, beepsSeconds, toneTranscriber } from './testing-tones.js';
import { type Engines, recordSample, ScriptedTranscriber, workbench } from './testing.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bad-input-spec-'));
});

afterAll(() => rm(folder, { recursive: true }));

const made = (name: string, wishes: MediaWishes) => makeMedia(join(folder, name), wishes);

/** Takes everything for speech, unless told otherwise. */
const benchWith = (upload: string, engines: Engines = {}) =>
  workbench({ folder, upload }, { transcriber: toneTranscriber(), voiceDetector: new FakeVoiceDetector(), ...engines });

const transcriptIn = (artifacts: ReadonlyMap<string, Buffer>) =>
  Transcript.parse(JSON.parse(String(artifacts.get('transcript.json'))));

async function hear(upload: string, input: object = {}) {
  const bench = await benchWith(upload);
  const { output, artifacts } = await bench.video({ language: 'en', skip: ['vocabulary'], ...input });
  expect(bench.storage.foldersLeft()).toEqual([]);
  return { output, artifacts, segments: transcriptIn(artifacts).segments };
}

function expectTimes(found: readonly number[], expected: readonly number[]) {
  expect(found).toHaveLength(expected.length);
  found.forEach((seconds, index) => expect(Math.abs(seconds - expected[index]!)).toBeLessThan(0.05));
}

describe('an unusual recording', () => {
  const film: MediaWishes = {
    seconds: 10,
    picture: 'color=size=64x64:rate=25',
    sound: `aevalsrc=${beeping()}:s=48000`,
  };

  it.each<[name: string, wishes: MediaWishes, laterSeconds?: number]>([
    ['vfr.mp4', { ...film, args: ['-vf', "select='lt(t,2)+gt(t,6)+not(mod(n,7))'", '-vsync', 'vfr'] }],
    ['late-sound.ts', { ...film, args: ['-af', 'asetpts=PTS+2/TB'] }, 2],
    ['sound-only.m4a', { ...film, picture: false }],
    ['eight-bit.wav', { ...film, picture: false, args: ['-c:a', 'pcm_u8'] }],
  ])('has its lines and subtitles at their times: %s', async (name, wishes, laterSeconds = 0) => {
    const { output, segments, artifacts } = await hear(await made(name, wishes));

    const expected = beepsSeconds.map((seconds) => seconds + laterSeconds);
    const shown = [...String(artifacts.get('subtitles.en.srt')).matchAll(/^00:00:(\d\d),(\d{3}) -->/gm)];
    expectTimes(
      segments.map(({ startSeconds }) => startSeconds),
      expected,
    );
    expectTimes(
      shown.map(([, seconds, ms]) => Number(seconds) + Number(ms) / 1000),
      expected,
    );
    expect(output.warnings).toEqual([]);
    expect(Math.abs(output.durationSeconds - 10)).toBeLessThan(0.2);
  });

  it('is heard as loud as it is spoken from the middle of 5.1', async () => {
    const sound = `aevalsrc=0|0|${beeping()}|0|0|0:s=48000:c=5.1`;
    const { segments } = await hear(
      await made('surround.mkv', { ...film, sound, args: ['-c:a', 'ac3', '-b:a', '384k'] }),
    );

    const levels = segments.map(({ text }) => Number(text.split(' ')[2]));
    expect(levels).toHaveLength(3);
    for (const level of levels) expect(level).toBeGreaterThan(0.3);
  });

  it('is heard by the audio track that was chosen', async () => {
    const split = [
      '-map',
      '0',
      '-map',
      '1',
      '-map',
      '1',
      '-filter:a:0',
      'pan=mono|c0=c0',
      '-filter:a:1',
      'pan=mono|c0=c1',
    ];
    const sound = `aevalsrc=${beeping(400)}|${beeping(2000)}:s=48000`;
    const upload = await made('tracks.mkv', { ...film, sound, args: [...split, '-c:a', 'flac'] });

    const heard = [await hear(upload, { audioTrack: 0 }), await hear(upload, { audioTrack: 1 })];

    expect(heard.map(({ segments }) => segments[0]?.text)).toEqual(['400 Hz 0.50', '2000 Hz 0.50']);
  });

  it.each<[name: string, wishes: MediaWishes, seconds: number]>([
    ['with sound of its own length', { ...film, seconds: 0.04, sound: 'sine=1000:sample_rate=48000' }, 0.1],
    ['with a long sound', { ...film, picture: 'color=size=64x64:rate=25:duration=0.04' }, 10],
  ])('may have one picture, %s', async (name, wishes, seconds) => {
    const { output } = await hear(await made(`one-${seconds}.mp4`, wishes));

    expect(Math.abs(output.durationSeconds - seconds)).toBeLessThan(0.2);
    expect(output.chunks).toBe(1);
  });
});

/** Always the same. */
function noise(length: number) {
  let state = 1;
  return Buffer.from(Array.from({ length }, () => (state = (state * 48_271) % 2_147_483_647) & 255));
}

/** The same bytes with a part of them overwritten. */
async function damaged(path: string, from: number, share: number) {
  const { size } = await stat(path);
  const file = await open(path, 'r+');
  try {
    const bytes = noise(Math.max(400, Math.floor(size * share)));
    await file.write(bytes, 0, bytes.length, Math.floor(size * from));
  } finally {
    await file.close();
  }
  return path;
}

describe('a recording that is damaged in its middle', () => {
  const sound = `aevalsrc=${beeping()}+0.02*(random(0)-0.5):s=44100`;
  const film: MediaWishes = { seconds: 10, sound, picture: 'testsrc2=size=176x144:rate=10' };

  it.each<[name: string, wishes: MediaWishes]>([
    ['a.mp4', film],
    ['a.mkv', film],
    ['a.avi', film],
    ['a.ts', film],
    ['a.mpg', { ...film, picture: 'testsrc2=size=176x144:rate=25' }],
    ['a.flv', film],
    ...['mp3', 'flac', 'ogg', 'aac', 'm4a'].map(
      (end) => [`a.${end}`, { ...film, picture: false }] as [string, MediaWishes],
    ),
  ])('gives what could be read and a warning, or a code that says so: %s', async (name, wishes) => {
    const upload = await damaged(await made(name, wishes), 0.5, 0.1);
    const bench = await benchWith(upload);

    const outcome = await bench.video({ language: 'en', skip: ['vocabulary'] }).then(
      ({ output, artifacts }) => ({ codes: output.warnings.map(({ code }) => code), artifacts }),
      ({ code }: { code: string }) => ({ codes: [code], artifacts: undefined }),
    );

    expect(bench.storage.foldersLeft()).toEqual([]);
    if (outcome.artifacts) {
      const [first] = transcriptIn(outcome.artifacts).segments;
      expectTimes([first!.startSeconds], [1]);
      expect(outcome.codes).toEqual(['media.damaged']);
    } else expect(outcome.codes).toEqual(['media.unreadable']);
  });
});

async function filesIn(root: string) {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

describe('a recording that is refused', () => {
  const mute: MediaWishes = { sound: false, seconds: 0.04 };
  /** Five hours of silence in a few kilobytes. */
  const long = ['-ar', '8000', '-c:a', 'flac', '-frame_size', '65535'];
  const hours: MediaWishes = { seconds: 5 * 3600, picture: false, sound: 'anullsrc=r=8000:cl=mono', args: long };

  it.each<[name: string, wishes: MediaWishes, code: string]>([
    ['one-picture.mp4', mute, 'media.noAudio'],
    ['five-hours.flac', hours, 'media.tooLong'],
    ['nothing.wav', { seconds: 0, picture: false }, 'media.noDuration'],
  ])('leaves nothing behind: %s', async (name, wishes, code) => {
    const upload = await made(name, wishes);
    const transcriber = new ScriptedTranscriber();
    const bench = await benchWith(upload, { transcriber });

    await expect(bench.video({})).rejects.toMatchObject({ code });
    await expect(bench.chunk({ startSeconds: 0, endSeconds: 1 })).rejects.toMatchObject({ code });

    expect(transcriber.calls).toBe(0);
    expect(bench.storage.foldersLeft()).toEqual([]);
    expect(await filesIn(bench.storage.root)).toEqual(['source']);
  });
});

describe('real engines', () => {
  const real = async (upload: string) =>
    benchWith(upload, {
      transcriber: new PocketsphinxTranscriber(),
      voiceDetector: new SileroVoiceDetector(),
      languageIdentifier: new EldLanguageIdentifier(),
    });

  it('write nothing of music, and say so', async () => {
    const chord = [262, 330, 392].map((hertz) => `sin(2*PI*${hertz}*t)`).join('+');
    const upload = await made('music.mp3', {
      sound: `aevalsrc=0.2*exp(-4*mod(t\\,0.5))*(${chord}):s=44100`,
      seconds: 12,
      picture: false,
    });
    const bench = await real(upload);

    const { output } = await bench.video({ targetLanguage: 'es' });

    expect(output).toMatchObject({ segments: 0, words: 0, warnings: [{ code: 'media.noSpeech' }] });
    expect(bench.storage.foldersLeft()).toEqual([]);
  });

  it('refuse a language that they do not know, and leave nothing behind', async () => {
    const bench = await real(await recordSample(folder));
    const code = 'engine.unsupportedLanguage';

    await expect(bench.video({ language: 'te' })).rejects.toMatchObject({ code });
    await expect(bench.chunk({ language: 'te', startSeconds: 0, endSeconds: 5 })).rejects.toMatchObject({ code });

    expect(await filesIn(bench.storage.root)).toEqual(['source']);
  });

  it('notice that what was named English is Spanish', async () => {
    const text = 'la verdad es que nunca había visto una casa tan grande como la que tenían ellos en el campo';
    const transcriber = new ScriptedTranscriber(async () => [{ startSeconds: 0.5, endSeconds: 3, text, words: [] }]);
    const upload = await made('spanish.wav', { picture: false });
    const bench = await benchWith(upload, { transcriber, languageIdentifier: new EldLanguageIdentifier() });

    const { output } = await bench.video({ language: 'en', skip: ['vocabulary'] });

    expect(output.warnings).toMatchObject([
      { code: 'language.doubtful', detail: expect.stringContaining('reads like es') },
    ]);
  });
});
