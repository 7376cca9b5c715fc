import { AppError } from '@polyspool/contracts/errors';
import type { MediaProbe } from '@polyspool/contracts/files';
import { probeMedia } from '@polyspool/media/probe-media';
import type { LocalUpload } from '@polyspool/media/local-upload';
import type { SourceJob } from './recording-job.js';

/** What ffprobe says of the upload, asked once. Throws `media.noAudio` where the chosen track is not there. */
export async function probeRecording({ input, signal, step }: SourceJob, upload: LocalUpload): Promise<MediaProbe> {
  const probe = await step('probe', [upload.id], async () => probeMedia({ ...(await upload.media()), signal }));
  const tracks = probe.audioTracks.length;
  if (input.audioTrack < tracks) return probe;
  throw new AppError('media.noAudio', `Audio track ${input.audioTrack} was asked for, the file has ${tracks}`);
}
