import type { MediaProbe } from '@polyspool/contracts/files';
import { mediaSeconds } from '@polyspool/contracts/time-range';
import { LocalUpload } from '@polyspool/media/local-upload';
import { probeMedia } from '@polyspool/media/probe-media';
import type { Storage } from '@polyspool/storage/storage';
import type { RecordingJob } from './recording-job.js';

export interface OpenedRecording {
  readonly upload: LocalUpload;
  readonly probe: MediaProbe;
}

/** What ffprobe says of the upload, asked once. Throws `media.*`. */
export async function openRecording(job: RecordingJob, storage: Storage, folder: string): Promise<OpenedRecording> {
  const { input, signal, step } = job;
  const upload = new LocalUpload(storage, input.uploadId, folder);
  const probe = await step('probe', [upload.id], async () => probeMedia({ ...(await upload.media()), signal }));
  job.workload(mediaSeconds, probe.durationSeconds);
  return { upload, probe };
}
