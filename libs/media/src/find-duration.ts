import { AppError } from '@polyspool/contracts/errors';
import type { FfprobeReport } from './ffprobe-report.js';
import type { Demuxer, MediaInput } from './media-input.js';
import { runFfprobe } from './run-ffprobe.js';

interface Facts {
  readonly input: MediaInput;
  readonly report: FfprobeReport;
  /** What ffprobe printed to stderr. */
  readonly warnings: string;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number | undefined;
}

/** These say at their start how long they play, but not how many bytes that takes: only their end shows if they are whole. */
const durationInHeader: readonly Demuxer[] = ['flac', 'flv', 'mp3'];
const tailSeconds = 10;

/** The playing time: as the container states it, else measured. Throws `media.unreadable` when the end is missing. */
export async function findDuration(facts: Facts): Promise<number> {
  const { duration: stated, start_time: start } = facts.report.format;
  const isEstimate = facts.warnings.includes('Estimating duration from bitrate');
  if (!stated || isEstimate) {
    const [first, last] = await packetSpan(facts);
    return Math.max(0, last - (start ?? first));
  }
  if (durationInHeader.includes(facts.input.demuxer)) await checkEnd(facts, (start ?? 0) + stated);
  return stated;
}

async function checkEnd(facts: Facts, statedEnd: number) {
  const enough = statedEnd - Math.max(1, statedEnd * 0.01);
  const reaches = async (from?: number) => (await packetSpan(facts, from))[1] >= enough;
  // Not every file can be sought in, so the quick look acquits but does not condemn. Of short ones all is read anyway.
  if (statedEnd > tailSeconds && (await reaches(statedEnd - tailSeconds))) return;
  if (await reaches()) return;
  throw new AppError('media.unreadable', 'The file ends too early: it was cut short');
}

/** Begin of the first and end of the last packet after `from`, in seconds. Packets are read, not decoded. */
async function packetSpan({ input, signal, timeoutMs }: Facts, from?: number): Promise<[first: number, last: number]> {
  let [first, last] = [Infinity, 0];
  const onLine = (line: string) => {
    const [pts, dts, duration] = line.split(',').map(Number.parseFloat);
    const start = [pts, dts].find(Number.isFinite);
    if (start === undefined) return;
    first = Math.min(first, start);
    last = Math.max(last, start + (Number.isFinite(duration) ? duration! : 0)); // just seen to be a number
  };
  const interval = from === undefined ? [] : ['-read_intervals', `${from}%`];
  const entries = ['-show_entries', 'packet=pts_time,dts_time,duration_time', '-of', 'csv=p=0'];
  await runFfprobe({ input, args: [...interval, ...entries], signal, timeoutMs, onLine });
  return [Number.isFinite(first) ? first : 0, last];
}
