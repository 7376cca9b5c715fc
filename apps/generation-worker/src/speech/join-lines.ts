import { runFfmpeg } from '@polyspool/media/run-ffmpeg';
import { resolve } from 'node:path';

const samplesPerSecond = 48_000;
/** Between what one says and what comes next. */
const pauseSeconds = 0.35;

export interface LineSound {
  /** WAV of our own making. */
  readonly path: string;
  readonly durationSeconds: number;
}

export interface JoinedLines {
  readonly lines: readonly LineSound[];
  readonly output: string;
  readonly signal: AbortSignal;
}

/** Lines one after the other with a pause between them. Answers where each begins. */
export async function joinLines({ lines, output, signal }: JoinedLines): Promise<number[]> {
  const samples = lines.map(({ durationSeconds }, index) =>
    Math.ceil((durationSeconds + (index < lines.length - 1 ? pauseSeconds : 0)) * samplesPerSecond),
  );
  const filters = samples.map(
    (count, index) =>
      `[${index}:a]aresample=${samplesPerSecond},aformat=sample_fmts=s16:channel_layouts=mono,apad,atrim=end_sample=${count}[a${index}]`,
  );
  const joined = `${samples.map((_, index) => `[a${index}]`).join('')}concat=n=${lines.length}:v=0:a=1[a]`;
  await runFfmpeg({
    more: lines.flatMap(({ path }) => ['-protocol_whitelist', 'file', '-f', 'wav', '-i', `file:${resolve(path)}`]),
    outputs: [
      {
        args: ['-filter_complex', [...filters, joined].join(';'), '-map', '[a]', '-c:a', 'pcm_s16le', '-f', 'wav'],
        path: output,
      },
    ],
    signal,
  });
  let before = 0;
  return samples.map((count) => {
    const startSeconds = before / samplesPerSecond;
    before += count;
    return startSeconds;
  });
}
