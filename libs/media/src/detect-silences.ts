import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keepTimeline } from './extract-audio.js';
import type { MediaInput } from './media-input.js';
import { runFfmpeg } from './run-ffmpeg.js';

export interface Silence {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

export interface SilenceSearch {
  readonly input: MediaInput;
  readonly track?: number;
  readonly maxLoudnessDb?: number;
  readonly minSeconds?: number;
  readonly durationSeconds?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
}

/** Where a recording is quiet, in time order. */
export async function detectSilences(search: SilenceSearch): Promise<Silence[]> {
  const { input, track = 0, maxLoudnessDb = -35, minSeconds = 0.3, durationSeconds, signal, onProgress } = search;
  // Marks go to a file of their own: stderr also shows what the media's author wrote into it.
  const marks = 'silences.txt';
  const filters = [
    keepTimeline,
    'aformat=channel_layouts=mono',
    `silencedetect=n=${maxLoudnessDb}dB:d=${minSeconds}`,
    `ametadata=mode=print:file=${marks}`,
  ];
  return withTemporaryFolder('silences', async (cwd) => {
    const { outputSeconds } = await runFfmpeg({
      input,
      before: ['-vn', '-sn', '-dn'],
      outputs: [{ args: ['-map', `0:a:${track}`, '-af', filters.join(',')] }],
      totalSeconds: durationSeconds,
      onProgress,
      signal,
      cwd,
    });
    return readSilences(await readFile(join(cwd, marks), 'utf8'), outputSeconds);
  });
}

/** A silence that lasts to the end of the recording has a start mark only. */
export function readSilences(marks: string, recordingEndSeconds: number): Silence[] {
  const found = marks.matchAll(/^lavfi\.silence_(start|end)=([-\d.]+)$/gm);
  const silences: Silence[] = [];
  let open: number | undefined;
  for (const [, mark, time] of found) {
    const seconds = Math.max(0, Number(time));
    if (mark === 'start') open = seconds;
    else if (open !== undefined) {
      silences.push({ startSeconds: open, endSeconds: seconds });
      open = undefined;
    }
  }
  if (open !== undefined) silences.push({ startSeconds: open, endSeconds: Math.max(open, recordingEndSeconds) });
  return silences;
}
