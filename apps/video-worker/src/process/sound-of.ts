import type { MediaProbe } from '@polyspool/contracts/files';
import type { SoundWanted } from '@polyspool/media/recorded-audio';
import type { SourceJob } from './recording-job.js';

/** The sound that a job works on, and how it is told of its extraction. */
export const soundOf = ({ input, report }: SourceJob, probe: MediaProbe): SoundWanted => ({
  probe,
  track: input.audioTrack,
  isCleaned: input.cleanAudio,
  onProgress: (fraction) => report('audio', fraction, 'Extracting the audio'),
});
