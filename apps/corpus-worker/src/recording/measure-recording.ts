import type { FileKey } from '@polyspool/contracts/files';
import type { RecordingMeasures } from '@polyspool/contracts/records';
import type { WorkingLevel } from '@polyspool/media/make-working-copy';
import { measureSpeechBand, signalToNoiseDb } from '@polyspool/media/measure-speech-band';
import { measureWaveform } from '@polyspool/media/measure-waveform';
import { plotColumns } from '../pictures/plot.js';
import { drawSpectrogram } from '../pictures/draw-spectrogram.js';
import { drawWaveform } from '../pictures/draw-waveform.js';
import type { HeardRecording } from './hear-recording.js';
import type { OpenedRecording } from './open-recording.js';
import { qualityFlags } from './quality-flags.js';
import type { RecordingJob, Tell } from './recording-job.js';

interface LookedAt extends OpenedRecording, Pick<HeardRecording, 'sound' | 'speech'> {}

export interface RecordingLooks {
  readonly clippedShare: number;
  readonly signalToNoiseDb?: number | undefined;
  readonly waveform: FileKey;
  readonly spectrogram: FileKey;
}

/** Meters call it unstable for a minute (EBU Tech 3341). Of the same reading ffmpeg says 20 LU after 3 s, 3 after 5 s, and 6 from 8 s on. */
const leastRangeSeconds = 10;

/** Another way to measure or to draw has another number. */
const version = 2;

/** Levels of the recording as it came, noise between speech, and pictures of both; kept for whoever asks later. */
export function lookAtRecording(job: RecordingJob, recording: LookedAt, tell: Tell): Promise<RecordingLooks> {
  const { upload, probe, sound, speech } = recording;
  const { signal } = job;
  return job.step('looks', [upload.id, sound.file, speech, version], async (files) => {
    const [{ channels, sampleRateHz } = { channels: 1, sampleRateHz: 48_000 }] = probe.audioTracks;
    const { durationSeconds } = probe;
    const shape = { channels, sampleRateHz, durationSeconds, columns: plotColumns, signal };
    tell(0, 'Measuring levels');
    const levels = await measureWaveform({ ...shape, input: await upload.media() });
    tell(0.4, 'Measuring noise');
    const band = await measureSpeechBand({
      input: await sound.media(),
      durationSeconds,
      columns: plotColumns,
      speech,
      signal,
    });
    tell(0.8, 'Drawing waveform and spectrogram');
    const waveform = await drawWaveform(levels.waveform, { durationSeconds, speech });
    const spectrogram = await drawSpectrogram(band.spectrogram, { durationSeconds });
    const noise = signalToNoiseDb(band);
    return {
      clippedShare: levels.clippedShare,
      ...(noise !== undefined && { signalToNoiseDb: inTenths(noise) }),
      waveform: await files.keep('waveform.png', waveform),
      spectrogram: await files.keep('spectrogram.png', spectrogram),
    };
  });
}

/** All that was found out about how a recording sounds. */
export function measuresOf(
  { probe, speech }: Pick<LookedAt, 'probe' | 'speech'>,
  { loudness }: Pick<WorkingLevel, 'loudness'>,
  looks: RecordingLooks,
): RecordingMeasures {
  const [{ channels, sampleRateHz } = { channels: 1, sampleRateHz: 48_000 }] = probe.audioTracks;
  const speechSeconds = speech.reduce((sum, { startSeconds, endSeconds }) => sum + endSeconds - startSeconds, 0);
  const measured = {
    durationSeconds: probe.durationSeconds,
    speechSeconds: Math.min(inTenths(speechSeconds), probe.durationSeconds),
    integratedLufs: loudness.integratedLufs,
    loudnessRangeLu: probe.durationSeconds < leastRangeSeconds ? undefined : loudness.rangeLu,
    truePeakDbtp: loudness.truePeakDb,
    clippedShare: looks.clippedShare,
    signalToNoiseDb: looks.signalToNoiseDb,
    sampleRateHz,
    channels,
  };
  return { ...measured, flags: qualityFlags(measured) };
}

const inTenths = (value: number) => Math.round(value * 10) / 10;
