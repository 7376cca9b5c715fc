import { runProgram } from '@polyspool/processes/run-program';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { librivoxFolder, writeLibrivoxSample, writeSilence } from '../transcriber/librivox.js';
import { SileroVoiceDetector } from './silero-voice-detector.js';
import { itIsAVoiceDetector } from './voice-detector.conformance.js';

/** The clips of `writeLibrivoxSample`, with 0.8 s between them. */
const truth = [
  { startSeconds: 0, endSeconds: 7.1 },
  { startSeconds: 7.9, endSeconds: 10.89 },
  { startSeconds: 11.69, endSeconds: 16.99 },
  { startSeconds: 17.79, endSeconds: 23.84 },
  { startSeconds: 24.64, endSeconds: 27.93 },
];

describe('SileroVoiceDetector', () => {
  let folder: string;
  let durationSeconds: number;

  const at = (name: string) => join(folder, name);
  const wav = (name: string) => ({ path: at(name), demuxer: 'wav', durationSeconds });

  const ffmpeg = (...args: string[]) => runProgram({ command: 'ffmpeg', args: ['-v', 'error', '-y', ...args] });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'providers-spec-'));
    durationSeconds = (await writeLibrivoxSample(at('speech.wav'))).seconds;
    await writeSilence(at('silence.wav'), 5);
    await writeFile(at('text.wav'), 'no sound');
  });

  afterAll(() => rm(folder, { recursive: true }));

  itIsAVoiceDetector(() => ({
    detector: new SileroVoiceDetector(),
    recording: wav('speech.wav'),
    truth,
    silence: { ...wav('silence.wav'), durationSeconds: 5 },
    noSound: wav('text.wav'),
  }));

  it('finds the same under pink noise', async () => {
    const noise = 'anoisesrc=color=pink:amplitude=0.02:sample_rate=16000';
    const mixed = ['-filter_complex', 'amix=inputs=2:duration=first:normalize=0', at('noisy.wav')];
    await ffmpeg('-i', at('speech.wav'), '-f', 'lavfi', '-i', noise, ...mixed);

    const speech = await new SileroVoiceDetector().detect(wav('noisy.wav'), wav('noisy.wav'));

    expect(speech).toHaveLength(truth.length);
    for (const [i, { startSeconds, endSeconds }] of speech.entries()) {
      expect(Math.abs(startSeconds - truth[i]!.startSeconds)).toBeLessThan(0.5);
      expect(Math.abs(endSeconds - truth[i]!.endSeconds)).toBeLessThan(0.5);
    }
  }, 60_000);

  it('answers one range for long speech without a pause', async () => {
    const clip = join(librivoxFolder, 'sense_and_sensibility_01_austen_64kb-0870.wav');
    await ffmpeg(
      '-stream_loop',
      '11',
      '-i',
      clip,
      '-af',
      'silenceremove=stop_periods=-1:stop_duration=0.1:stop_threshold=-35dB',
      at('long.wav'),
    );

    const speech = await new SileroVoiceDetector().detect(wav('long.wav'), { durationSeconds: 120 });

    expect(speech.some(({ startSeconds, endSeconds }) => endSeconds - startSeconds > 25)).toBe(true);
  }, 60_000);

  it('has another version with other settings', async () => {
    const versions = [new SileroVoiceDetector(), new SileroVoiceDetector({ threshold: 0.6 })].map(
      async (detector) => (await detector.describe()).version,
    );

    expect(new Set(await Promise.all(versions)).size).toBe(2);
  });

  it('says that its network is not there', async () => {
    const absent = new SileroVoiceDetector({ model: at('absent.onnx') });

    await expect(absent.detect(wav('speech.wav'), wav('speech.wav'))).rejects.toMatchObject({ code: 'engine.missing' });
  });
});
