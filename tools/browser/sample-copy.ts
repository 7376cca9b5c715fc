import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeSampleVideo } from '../demo/sample-video.ts';

/** A video that is new to the system: the sample, `repeats` times 29 s, with a title of its own. */
export async function makeSampleCopy(folder: string, name: string, repeats: number): Promise<string> {
  const sample = join(folder, 'sample.mp4');
  await makeSampleVideo(sample);
  const path = join(folder, `${name}.mp4`);
  await promisify(execFile)('ffmpeg', [
    ...['-nostdin', '-v', 'error', '-y', '-stream_loop', String(repeats - 1), '-i', sample, '-c', 'copy'],
    ...['-metadata', `title=${name}`, '-movflags', '+faststart', path],
  ]);
  return path;
}
