import type { TimeRange } from '@polyspool/contracts/time-range';
import type { MediaInput } from './media-input.js';
import type { MediaStream } from './read-streams.js';
import { runFfprobe } from './run-ffprobe.js';

export interface FrameCount {
  readonly input: MediaInput;
  readonly stream: MediaStream;
  /** Without it: of the whole file. */
  readonly range?: TimeRange | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How many pictures there are. Packets are read, not decoded. */
export async function countFrames({ input, stream, range, signal }: FrameCount): Promise<number> {
  if (!range && stream.nb_frames) return stream.nb_frames;
  let frames = 0;
  const onLine = (line: string) => {
    const seconds = Number.parseFloat(line);
    if (!range || !Number.isFinite(seconds)) {
      frames++;
      return;
    }
    if (seconds >= range.startSeconds && seconds < range.endSeconds) frames++;
  };
  const interval = range ? ['-read_intervals', `${range.startSeconds}%${range.endSeconds}`] : [];
  const entries = ['-show_entries', 'packet=pts_time', '-of', 'csv=p=0'];
  await runFfprobe({ input, args: ['-select_streams', String(stream.index), ...interval, ...entries], signal, onLine });
  return frames;
}
