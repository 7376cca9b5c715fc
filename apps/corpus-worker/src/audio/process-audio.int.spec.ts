import { corpusJobs } from '@polyspool/contracts/corpus';
import { Transcript } from '@polyspool/contracts/segments';
import { measureLoudness } from '@polyspool/media/measure-loudness';
import { probeMedia } from '@polyspool/media/probe-media';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { writeNoisySpeech } from '../testing/make-sounds.js';
import { workbench } from '../testing/workbench.js';

let folder: string;
let speech: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'process-audio-spec-'));
  // As faint as a quiet room: where pauses are digital silence there is no noise to measure.
  speech = await writeNoisySpeech(join(folder, 'speech.wav'), 0.001);
});

afterAll(() => rm(folder, { recursive: true }));

describe('ProcessAudio', () => {
  it('hears, measures and draws what somebody reads, and makes a copy of it at -23 LUFS', async () => {
    const { run, upload, storage } = workbench(folder);

    const { output, artifacts, published, reported, workloads } = await run(corpusJobs.processAudio, {
      uploadId: await upload(speech),
      language: 'en-IN',
    });

    const { measures, transcript, warnings } = output;
    expect(storage.foldersLeft()).toEqual([]);
    expect(warnings).toEqual([]);
    expect(measures).toMatchObject({
      durationSeconds: 12.5,
      sampleRateHz: 16_000,
      channels: 1,
      clippedShare: 0,
      flags: [],
    });
    expect(measures.speechSeconds).toBeCloseTo(8, 0);
    expect(measures.signalToNoiseDb).toBeGreaterThan(30);
    expect(transcript).toMatchObject({ language: 'en-IN', engine: 'pocketsphinx', isDraft: true });
    expect(transcript?.text).toContain('cold hearted');
    expect(workloads).toEqual([{ unit: 'mediaSeconds', amount: 12.5 }]);
    expect([...new Set(reported.map(({ step }) => step))]).toEqual([...corpusJobs.processAudio.steps]);
    expect(published.map(({ name, kind }) => [name, kind])).toEqual([
      ['measures.json', 'quality'],
      ['waveform.png', 'picture'],
      ['spectrogram.png', 'picture'],
      ['transcript.json', 'transcript'],
      ['working.flac', 'sound'],
    ]);
    const { segments } = Transcript.parse(JSON.parse(String(artifacts.get('transcript.json'))));
    expect(segments[0]?.startSeconds).toBeCloseTo(1.6, 0);
    const path = join(folder, 'working.flac');
    await writeFile(path, artifacts.get('working.flac') ?? '');
    const input = { path, demuxer: 'flac' } as const;
    expect(await probeMedia(input)).toMatchObject({
      durationSeconds: expect.closeTo(12.5, 1),
      audioTracks: [{ codec: 'flac', sampleRateHz: 48_000, channels: 1 }],
    });
    expect((await measureLoudness({ input })).integratedLufs).toBeCloseTo(-23, 0);
    expect(await sharp(artifacts.get('waveform.png')).metadata()).toMatchObject({ format: 'png', width: 1600 });
    expect(await sharp(artifacts.get('spectrogram.png')).metadata()).toMatchObject({ format: 'png', width: 1600 });
  }, 60_000);
});
