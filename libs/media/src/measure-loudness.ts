import { runProgram } from '@polyspool/processes/run-program';
import { inputArguments, type MediaInput } from './media-input.js';
import { samplesPerSecond } from './part-codecs.js';

export interface LoudnessMeasuring {
  readonly input: MediaInput;
  /** Of the input, for example to look at its beginning only. */
  readonly before?: readonly string[];
  /** As many as it has where nothing is said. */
  readonly channels?: 1 | 2;
  /** ffmpeg's filters before it is measured. */
  readonly filters?: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/** EBU R 128. */
export interface Loudness {
  /** Undefined of silence, and of what is shorter than 0.4 s. */
  readonly integratedLufs: number | undefined;
  /** Undefined of silence. */
  readonly truePeakDb: number | undefined;
  /** EBU Tech 3342; undefined where there is no loudness. */
  readonly rangeLu: number | undefined;
}

const limits = { cpuSeconds: 3600, fileSizeBytes: 0, openFiles: 64, addressSpaceBytes: 4 * 1024 ** 3 };

/** ffmpeg says -70 of what has no loudness. */
const floorLufs = -70;

/** How loud the first sound of a file is, when it is played with so many channels. */
export async function measureLoudness(measuring: LoudnessMeasuring): Promise<Loudness> {
  const { input, before = [], filters = [], channels, signal } = measuring;
  const layout = channels ? [`aformat=channel_layouts=${channels === 1 ? 'mono' : 'stereo'}`] : [];
  const chain = [...filters, `aresample=${samplesPerSecond}`, ...layout, meter];
  const { stderr } = await runProgram({
    command: 'ffmpeg',
    args: [
      ...['-hide_banner', '-nostdin', '-v', 'info', '-nostats'],
      ...inputArguments(input, ['-vn', '-sn', '-dn', ...before]),
      ...['-map', '0:a:0', '-af', chain.join(',')],
      ...['-f', 'null', '-'],
    ],
    limits,
    signal,
  });
  const summary = stderr.slice(Math.max(0, stderr.lastIndexOf('Summary:')));
  const integratedLufs = numberAfter(summary, /\bI:\s+(\S+) LUFS/u);
  const isMeasured = integratedLufs !== undefined && integratedLufs > floorLufs;
  return {
    integratedLufs: isMeasured ? integratedLufs : undefined,
    rangeLu: isMeasured ? numberAfter(summary, /\bLRA:\s+(\S+) LU\b/u) : undefined,
    truePeakDb: numberAfter(summary, /Peak:\s+(\S+) dBFS/u),
  };
}

/** What it finds every tenth of a second stays unsaid. */
const meter = 'ebur128=peak=true:framelog=verbose';

function numberAfter(text: string, pattern: RegExp) {
  const found = Number(pattern.exec(text)?.[1]);
  return Number.isFinite(found) ? found : undefined;
}
