import { runProgram } from '@polyspool/processes/run-program';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { animateStill, type AnimatedStill } from './animate-still.js';
import type { ClipFormat } from './clip-format.js';
import type { FilmClip } from './film-pieces.js';

export const smallFormat: ClipFormat = { width: 320, height: 180, framesPerSecond: 25 };

export const ffmpeg = (args: readonly string[]) =>
  runProgram({ command: 'ffmpeg', args: ['-nostdin', '-v', 'error', '-y', ...args] });

/** A PNG of 400 x 225 points. */
export async function picture(folder: string, name: string, filter: string): Promise<string> {
  const path = join(folder, `${name}.png`);
  await ffmpeg(['-f', 'lavfi', '-i', `color=c=black:s=400x225,format=rgba,${filter}`, '-frames:v', '1', path]);
  return path;
}

export const colour = (folder: string, rgb: string) => picture(folder, rgb, `geq=${channels(rgb.split(','))}:a=255`);

interface Bar {
  readonly x: number;
  readonly width: number;
}

/** From top to bottom. */
export const barOnBlack = (folder: string, bar: Bar) =>
  picture(folder, `black-${bar.x}`, `geq=${channels(Array<string>(3).fill(white(bar)))}:a=255`);

/** All around it is transparent, and black. */
export const barOnNothing = (folder: string, bar: Bar) =>
  picture(folder, `nothing-${bar.x}`, `geq=${channels(Array<string>(3).fill(white(bar)))}:a='${white(bar)}'`);

const white = ({ x, width }: Bar) => `255*between(X,${x},${x + width - 1})`;
const channels = ([r, g, b]: readonly string[]) => `r='${r}':g='${g}':b='${b}'`;

/** Moves a picture in the small format. */
export async function clip(wishes: Partial<AnimatedStill> & Pick<AnimatedStill, 'pictures' | 'output'>) {
  const frames = wishes.frames ?? 50;
  const usual = { movement: 'zoomIn', seed: 7, quality: 'final', transitionFrames: 10 } as const;
  await animateStill({ ...usual, format: smallFormat, ...wishes, frames });
  return { path: wishes.output, frames } satisfies FilmClip;
}

/** How light each frame is, from left to right, 0 to 255: the mean of each column. */
export async function lightOfColumns(path: string): Promise<Buffer[]> {
  const raw = `${path}.gray`;
  const { width } = smallFormat;
  await ffmpeg(['-i', path, '-vf', `format=gray,scale=${width}:1:flags=area`, '-f', 'rawvideo', raw]);
  const bytes = await readFile(raw);
  return Array.from({ length: bytes.length / width }, (_, at) => bytes.subarray(at * width, (at + 1) * width));
}

/** The middle of what is light between two columns. */
export function middleOfLight(columns: Buffer, from = 0, to = columns.length) {
  const lights = [...columns.subarray(from, to)].map((light) => Math.max(0, light - 4));
  const sum = lights.reduce((all, light) => all + light, 0);
  return lights.reduce((all, light, at) => all + light * (from + at), 0) / sum;
}

/** A sum of each frame's points. */
export async function frameHashes(path: string): Promise<string[]> {
  const { stdout } = await runProgram({
    command: 'ffmpeg',
    args: ['-nostdin', '-v', 'error', '-i', path, '-map', '0:v', '-fps_mode', 'passthrough', '-f', 'framemd5', '-'],
  });
  return [...stdout.matchAll(/([0-9a-f]{32})$/gmu)].map(([hash]) => hash);
}

/** The frames at which decoding can begin. */
export async function keyFrames(path: string): Promise<number[]> {
  const { stdout } = await runProgram({
    command: 'ffprobe',
    args: ['-v', 'error', '-select_streams', 'v', '-show_entries', 'packet=flags', '-of', 'csv=p=0', path],
  });
  const flags = stdout.trim().split('\n');
  return flags.flatMap((flag, at) => (flag.startsWith('K') ? [at] : []));
}

export async function probe(path: string) {
  const show = ['-show_streams', '-show_format', '-show_chapters', '-of', 'json'];
  const { stdout } = await runProgram({ command: 'ffprobe', args: ['-v', 'error', ...show, path] });
  return JSON.parse(stdout) as {
    format: { duration: string; tags: Record<string, string> };
    streams: { codec_type: string; width?: number; height?: number; duration: string; tags: Record<string, string> }[];
    chapters: { start_time: string; tags: { title: string } }[];
  };
}
