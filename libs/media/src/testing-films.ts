import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { runProgram } from '@polyspool/processes/run-program';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClipFormat } from './clip-format.js';
import type { FilmPart } from './join-clips.js';
import { stillVideo } from './still-video.js';

export const format: ClipFormat = { width: 320, height: 240, framesPerSecond: 25 };
export const frameSeconds = 1 / 25;

export const inFolder = (use: (folder: string) => Promise<void>) => withTemporaryFolder('reel-spec', use);

export async function still(folder: string, seconds: number): Promise<FilmPart> {
  const picturePath = join(folder, 'still.png');
  await ffmpeg(['-f', 'lavfi', '-i', 'color=c=navy:s=320x240', '-frames:v', '1', picturePath]);
  const path = join(folder, `still-${seconds}.mov`);
  return { path, seconds: await stillVideo({ picturePath, seconds, format, as: 'part', output: path }) };
}

/** Black and silent but for a tenth of a second. */
export async function flashAndBeep(folder: string, atSeconds: number, name = 'flash.mp4') {
  const path = join(folder, name);
  const during = `between(t,${atSeconds},${atSeconds + 0.099})`;
  await ffmpeg([
    ...['-f', 'lavfi', '-i', 'color=c=black:s=320x240:r=25:d=8'],
    ...['-f', 'lavfi', '-i', `aevalsrc='0.5*sin(2*PI*1000*t)*${during}':s=44100:d=8`],
    ...['-vf', `drawbox=c=white:t=fill:enable='${during}'`, '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-g', '75', path],
  ]);
  return path;
}

export async function flashesAndBeeps(path: string) {
  const folder = join(path, '..');
  const marks = join(folder, 'marks.txt');
  await writeFile(marks, '');
  await ffmpeg([
    ...['-i', path, '-vf', `signalstats,metadata=mode=print:key=lavfi.signalstats.YAVG:file=${marks}`],
    ...[
      '-af',
      `asetnsamples=96,astats=metadata=1:reset=1,ametadata=mode=print:key=lavfi.astats.Overall.Peak_level:file=${marks}.a`,
    ],
    ...['-f', 'null', '-'],
  ]);
  const flashSeconds = begins(await readMarks(marks), (value) => value > 120);
  const beepSeconds = begins(await readMarks(`${marks}.a`), (value) => value > -12);
  return { flashSeconds, beepSeconds };
}

async function readMarks(path: string) {
  const { stdout } = await runProgram({ command: 'cat', args: [path] });
  return [...stdout.matchAll(/pts_time:([\d.]+)\s+\S+=(\S+)/gu)].map(([, time, value]) => ({
    time: Number(time),
    value: Number(value),
  }));
}

/** Times at which a value gets over its mark, at least half a second after the last one. */
function begins(marks: readonly { time: number; value: number }[], isOver: (value: number) => boolean) {
  const found: number[] = [];
  for (const { time, value } of marks) if (isOver(value) && time - (found.at(-1) ?? -1) > 0.5) found.push(time);
  return found;
}

export async function lengths(path: string) {
  const show = [
    '-v',
    'error',
    '-count_frames',
    '-show_entries',
    'stream=codec_type,duration,nb_read_frames',
    '-of',
    'json',
  ];
  const { stdout } = await runProgram({ command: 'ffprobe', args: [...show, path] });
  const { streams } = JSON.parse(stdout) as {
    streams: { codec_type: string; duration: string; nb_read_frames: string }[];
  };
  const [video, audio] = ['video', 'audio'].map((type) => streams.find(({ codec_type }) => codec_type === type)!);
  return { video: Number(video!.duration), audio: Number(audio!.duration), frames: Number(video!.nb_read_frames) };
}

export async function frameSteps(path: string) {
  const show = [
    '-v',
    'error',
    '-select_streams',
    'v',
    '-show_entries',
    'frame=best_effort_timestamp_time',
    '-of',
    'csv=p=0',
  ];
  const { stdout } = await runProgram({ command: 'ffprobe', args: [...show, path] });
  const times = stdout
    .trim()
    .split('\n')
    .map((line) => parseFloat(line))
    .filter((time) => !Number.isNaN(time)); // a frame with side data has a second line
  return times.slice(1).map((time, index) => Math.round((time - times[index]!) * 1000) / 1000);
}

export async function brightness(path: string) {
  const { stdout } = await runProgram({
    command: 'ffprobe',
    args: [
      '-v',
      'error',
      '-f',
      'lavfi',
      '-i',
      `movie=${path},signalstats`,
      '-show_entries',
      'frame_tags=lavfi.signalstats.YAVG',
      '-of',
      'csv=p=0',
    ],
  });
  return Number(stdout.trim());
}

const ffmpeg = (args: readonly string[]) =>
  runProgram({ command: 'ffmpeg', args: ['-nostdin', '-v', 'error', '-y', ...args] });
