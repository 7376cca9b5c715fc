import { AppError } from '@polyspool/contracts/errors';
import { runProgram, type ProgramOutput } from '@polyspool/processes/run-program';
import { inputArguments, type MediaInput } from './media-input.js';

export interface FfprobeRun {
  readonly input: MediaInput;
  readonly args: readonly string[];
  readonly signal?: AbortSignal;
  /** Five minutes where nothing is said: all packets of a long recording are read in less. */
  readonly timeoutMs?: number;
  readonly onLine?: (line: string) => void;
}

const limits = { cpuSeconds: 300, fileSizeBytes: 0, openFiles: 64, addressSpaceBytes: 4 * 1024 ** 3 };

/** Asks ffprobe about a file. Throws `media.unreadable` when it cannot read it. */
export async function runFfprobe({
  input,
  args,
  signal,
  onLine,
  timeoutMs = 300_000,
}: FfprobeRun): Promise<ProgramOutput> {
  try {
    return await runProgram({
      command: 'ffprobe',
      args: ['-hide_banner', '-v', 'warning', '-threads', '1', ...args, ...inputArguments(input)],
      limits,
      signal,
      onLine,
      timeoutMs,
    });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'process.failed' || signal?.aborted) throw error;
    throw new AppError('media.unreadable', `The file cannot be read as ${input.demuxer}, or not in time`, {
      cause: error,
    });
  }
}
