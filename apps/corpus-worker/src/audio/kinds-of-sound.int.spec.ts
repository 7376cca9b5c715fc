import { corpusJobs } from '@polyspool/contracts/corpus';
import { measureLoudness } from '@polyspool/media/measure-loudness';
import { probeMedia } from '@polyspool/media/probe-media';
import { FakeTranscriber } from '@polyspool/providers/transcriber/fake-transcriber';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeNoisySpeech, writeSound, writeSpeech } from '../testing/make-sounds.js';
import { workbench } from '../testing/workbench.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kinds-of-sound-spec-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function measure(written: Promise<string>, input: object = {}) {
  const { run, upload } = workbench(folder, { transcriber: new FakeTranscriber(() => []) });
  const { output, artifacts } = await run(corpusJobs.processAudio, { uploadId: await upload(await written), ...input });
  const path = join(folder, 'working.flac');
  await writeFile(path, artifacts.get('working.flac') ?? '');
  const copy = { path, demuxer: 'flac' } as const;
  return { ...output, copy: { ...(await probeMedia(copy)), ...(await measureLoudness({ input: copy })) } };
}

const at = (name: string) => join(folder, name);
const patienceMs = 60_000;

describe('corpus.processAudio of all kinds of sound', () => {
  it(
    'says of silence that it is silent',
    async () => {
      const { measures, warnings, copy } = await measure(writeSound(at('silence.wav'), 'anullsrc=r=16000:cl=mono'));

      expect(measures).toMatchObject({ speechSeconds: 0, clippedShare: 0, flags: ['tooQuiet', 'noSpeech'] });
      expect([measures.integratedLufs, measures.truePeakDbtp, measures.signalToNoiseDb]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
      expect(warnings).toMatchObject([{ code: 'media.noSpeech' }]);
      expect(copy.truePeakDb ?? -100).toBeLessThan(-80);
    },
    patienceMs,
  );

  it.each([
    ['noise', 'anoisesrc=color=white:amplitude=0.3:sample_rate=44100', ['tooLoud', 'noSpeech']],
    [
      'music',
      'aevalsrc=0.1*sin(2*PI*262*t)+0.1*sin(2*PI*330*t)*gt(sin(4*PI*t)\\,0)+0.1*sin(2*PI*392*t):s=44100:c=stereo',
      ['noSpeech'],
    ],
  ])(
    'takes %s for no speech',
    async (name, source, flags) => {
      expect((await measure(writeSound(at(`${name}.wav`), source))).measures.flags).toEqual(flags);
    },
    patienceMs,
  );

  it(
    'finds clipping, also in what was packed as MP3, and the copy stays below its peak',
    async () => {
      const written = writeSpeech(at('clipped.mp3'), ['volume=24dB'], ['-ar', '44100', '-b:a', '64k']);

      const { measures, copy } = await measure(written);

      expect(measures.clippedShare).toBeGreaterThan(0.02);
      expect(measures.flags).toEqual(['tooLoud', 'clipped']);
      expect(copy.truePeakDb).toBeLessThan(-0.5);
    },
    patienceMs,
  );

  it(
    'finds noise behind a voice, as much as there is',
    async () => {
      const little = await measure(writeNoisySpeech(at('little.wav'), 0.02));
      const much = await measure(writeNoisySpeech(at('much.wav'), 0.1));

      expect(little.measures.flags).toEqual([]);
      expect(much.measures.flags).toEqual(['noisy']);
      // Five times the noise: 14 dB.
      expect(little.measures.signalToNoiseDb! - much.measures.signalToNoiseDb!).toBeCloseTo(14, -0.5); // both were measured
    },
    patienceMs,
  );

  it(
    'makes 48 kHz of 8 kHz in 8 bit, at the usual level',
    async () => {
      const args = ['-ar', '8000', '-ac', '1', '-c:a', 'pcm_u8'];

      const { measures, copy } = await measure(writeSpeech(at('phone.wav'), ['volume=-6dB'], args));

      expect(measures).toMatchObject({ sampleRateHz: 8000, channels: 1, clippedShare: 0, flags: ['lowSampleRate'] });
      expect(copy).toMatchObject({
        audioTracks: [{ sampleRateHz: 48_000, channels: 1 }],
        integratedLufs: expect.closeTo(-23, 0),
      });
    },
    patienceMs,
  );

  it(
    'makes mono of 5.1, in which the voice is as loud as in stereo',
    async () => {
      const centre = writeSpeech(at('centre.flac'), ['aresample=48000', 'pan=5.1|FC=c0']);

      const { measures, copy } = await measure(centre);

      expect(measures).toMatchObject({ channels: 6, flags: [], speechSeconds: expect.closeTo(8, 0) });
      expect(copy).toMatchObject({ audioTracks: [{ channels: 1 }], integratedLufs: expect.closeTo(-23, 0) });
    },
    patienceMs,
  );

  it(
    'does not start on what is no recording or was cut short, and says of holes that they are there',
    async () => {
      const whole = await readFile(await writeSpeech(at('whole.flac')));
      const write = async (name: string, bytes: Buffer) => {
        await writeFile(at(name), bytes);
        return at(name);
      };
      const middle = Math.round(whole.length / 2);
      const holes = Buffer.from(whole);
      holes.fill(0x55, middle, middle + 30_000);

      await expect(measure(write('text.wav', Buffer.from('no sound at all')))).rejects.toMatchObject({
        code: 'media.unreadable',
      });
      await expect(measure(write('short.flac', whole.subarray(0, middle)))).rejects.toMatchObject({
        code: 'media.unreadable',
      });
      expect((await measure(write('holes.flac', holes))).warnings).toContainEqual(
        expect.objectContaining({ code: 'media.damaged' }),
      );
    },
    patienceMs,
  );
});
