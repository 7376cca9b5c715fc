import { AppError } from '@polyspool/contracts/errors';
import type { MediaProbe } from '@polyspool/contracts/files';
import { detectMediaKind } from '@polyspool/media/media-kind';
import { probeMedia } from '@polyspool/media/probe-media';
import type { LocalUpload } from './local-upload.js';
import type { VideoJob } from './video-job.js';

/** What ffprobe says of the upload, asked once. Throws `media.noAudio` where the chosen track is not there. */
export async function probeRecording(job: VideoJob, upload: LocalUpload): Promise<MediaProbe> {
  const probe = await job.step('probe', [upload.id], async () => {
    const path = await upload.path();
    const { demuxer } = await detectMediaKind(path);
    return probeMedia({ path, demuxer, signal: job.signal });
  });
  const { audioTrack } = job.input;
  const tracks = probe.audioTracks.length;
  if (audioTrack < tracks) return probe;
  const detail =
    tracks === 0 ? 'The recording has no audio track' : `Track ${audioTrack} was asked for, there are ${tracks}`;
  throw new AppError('media.noAudio', detail);
}
