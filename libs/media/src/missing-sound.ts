import { z } from 'zod';
import type { Demuxer, MediaInput } from './media-input.js';
import { runFfprobe } from './run-ffprobe.js';

/** Their readers go on behind a part that they cannot read, without a word: only a jump of the times shows it. */
const readOverHoles: readonly Demuxer[] = ['flac', 'mpegts'];
/** As long as a syllable. */
const leastHoleSeconds = 0.1;

/**
 * Filters beside those of the sound which print every hole to stderr, where ffmpeg complains; none where it does so by
 * itself.
 */
export const tellHoles = ({ demuxer }: MediaInput) =>
  readOverHoles.includes(demuxer)
    ? [
        // 0 is where the frame before ended. What comes before the first frame is no hole.
        `aselect='st(1,pts-ld(0));st(0,pts+samples_n);gt(n,0)*gt(ld(1)*TB,${leastHoleSeconds})'`,
        'ametadata=mode=add:key=hole:value=1',
        'ametadata=mode=print:file=pipe\\\\:2',
        'anullsink',
      ].join(',')
    : undefined;

const Stated = z.object({ streams: z.array(z.object({ duration: z.coerce.number().optional() })) });

/** AVI counts its sound and writes no times to it: behind a part that cannot be read all comes too early, and it ends early. */
export async function endsEarly(input: MediaInput, track: number, readSeconds: number, signal?: AbortSignal) {
  if (input.demuxer !== 'avi') return false;
  const args = ['-select_streams', `a:${track}`, '-show_entries', 'stream=duration', '-of', 'json'];
  const { stdout } = await runFfprobe({ input, args, signal });
  const { streams } = Stated.parse(JSON.parse(stdout));
  const statedSeconds = streams[0]?.duration ?? 0;
  return readSeconds < statedSeconds - Math.max(0.5, statedSeconds / 200);
}
