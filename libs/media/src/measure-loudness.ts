import { runProgram } from '@polyspool/processes/run-program';
import { inputArguments, type MediaInput } from './media-input.js';
import { samplesPerSecond } from './part-codecs.js';

export interface LoudnessMeasuring {
  readonly input: MediaInput;
  /** Of the input, for example to look at its beginning only. */
  readonly before?: readonly string[];
  readonly channels: 1 | 2;
  readonly signal?: AbortSignal | undefined;
}

/** EBU R 128. */
export interface Loudness {
  /** Undefined of silence, and of what is shorter than 0.4 s. */
  readonly integratedLufs: number | undefined;
  /** Undefined of silence. */
  readonly truePeakDb: number | undefined;
}

const limits = { cpuSeconds: 3600, fileSizeBytes: 0, openFiles: 64, addressSpaceBytes: 4 * 1024 ** 3 };

/** ffmpeg says -70 of what has no loudness. */
const floorLufs = -70;

/** How loud the first sound of a file is, when it is played with so many channels. */
export async function measureLoudness({ input, before = [], channels, signal }: LoudnessMeasuring): Promise<Loudness> {
  const layout = channels === 1 ? 'mono' : 'stereo';
  const { stderr } = await runProgram({
    command: 'ffmpeg',
    args: [
      ...['-hide_banner', '-nostdin', '-v', 'info', '-nostats'],
      ...inputArguments(input, ['-vn', '-sn', '-dn', ...before]),
      ...['-map', '0:a:0', '-af', `aresample=${samplesPerSecond},aformat=channel_layouts=${layout},${meter}`],
      ...['-f', 'null', '-'],
    ],
    limits,
    signal,
  });
  const summary = stderr.slice(Math.max(0, stderr.lastIndexOf('Summary:')));
  const integratedLufs = numberAfter(summary, /\bI:\s+(\S+) LUFS/u);
  return {
    integratedLufs: integratedLufs === undefined || integratedLufs <= floorLufs ? undefined : integratedLufs,
    truePeakDb: numberAfter(summary, /Peak:\s+(\S+) dBFS/u),
  };
}

/** What it finds every tenth of a second stays unsaid. */
const meter = 'ebur128=peak=true:framelog=verbose';

function numberAfter(text: string, pattern: RegExp) {
  const found = Number(pattern.exec(text)?.[1]);
  return Number.isFinite(found) ? found : undefined;
}
