import type { FileKey } from '@polyspool/contracts/files';
import type { RecordingMeasures } from '@polyspool/contracts/records';
import type { Transcript } from '@polyspool/contracts/segments';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import type { Storage } from '@polyspool/storage/storage';

export interface RecordingFiles {
  readonly measures: RecordingMeasures;
  readonly transcript: Transcript | undefined;
  readonly workingCopy: FileKey;
  readonly waveform: FileKey;
  readonly spectrogram: FileKey;
}

/** The files that people get of a recording. */
export async function publishRecording(
  { artifact, report }: Pick<RunningJob, 'artifact' | 'report'>,
  storage: Storage,
  files: RecordingFiles,
) {
  const { measures, transcript, workingCopy, waveform, spectrogram } = files;
  const picture = { kind: 'picture', mediaType: 'image/png' } as const;
  await artifact({ name: 'measures.json', kind: 'quality', mediaType: 'application/json' }, JSON.stringify(measures));
  await artifact({ ...picture, name: 'waveform.png' }, await storage.read(waveform));
  await artifact({ ...picture, name: 'spectrogram.png' }, await storage.read(spectrogram));
  if (transcript) {
    const { language } = transcript;
    const json = { name: 'transcript.json', kind: 'transcript', mediaType: 'application/json', language } as const;
    await artifact(json, JSON.stringify(transcript));
  }
  report('write', 0.2);
  await artifact({ name: 'working.flac', kind: 'sound', mediaType: 'audio/flac' }, await storage.read(workingCopy));
  report('write', 1);
}
