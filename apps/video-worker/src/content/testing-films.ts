import type { FinishedJob } from '@polyspool/jobs/testing';
import { runProgram } from '@polyspool/processes/run-program';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ffmpeg } from '../process/testing.js';

/** What ffprobe says of a film among the artifacts of a job, and one of its frames. */
export async function filmOf({ artifacts }: FinishedJob<unknown>, folder: string, name: string, atSeconds = 0) {
  const path = join(folder, name);
  await writeFile(path, artifacts.get(name)!);
  const { stdout } = await runProgram({
    command: 'ffprobe',
    args: ['-v', 'error', '-show_streams', '-show_chapters', '-of', 'json', path],
  });
  const { streams, chapters } = JSON.parse(stdout) as { streams: Stream[]; chapters: Chapter[] };
  const [video, audio] = ['video', 'audio'].map((type) => streams.find(({ codec_type }) => codec_type === type)!);
  const picture = join(folder, `${name}.png`);
  await ffmpeg(['-ss', String(atSeconds), '-i', path, '-frames:v', '1', picture]);
  return {
    width: video!.width,
    height: video!.height,
    rate: video!.r_frame_rate,
    video: Number(video!.duration),
    audio: Number(audio!.duration),
    sampleRate: audio!.sample_rate,
    channels: audio!.channels,
    chapters: chapters.map(({ tags, start_time, end_time }) => [tags.title, Number(start_time), Number(end_time)]),
    pictures: picture,
  };
}

interface Stream {
  readonly codec_type: string;
  readonly width: number;
  readonly height: number;
  readonly r_frame_rate: string;
  readonly duration: string;
  readonly sample_rate: string;
  readonly channels: number;
}

interface Chapter {
  readonly start_time: string;
  readonly end_time: string;
  readonly tags: { readonly title: string };
}
