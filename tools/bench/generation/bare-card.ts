import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { animateStill } from '@polyspool/media/animate-still';
import type { FilmClip } from '@polyspool/media/film-pieces';
import { runFfmpeg } from '@polyspool/media/run-ffmpeg';
import { format, framesOfClip, secondsOf, transitionFrames } from './bare-plan.ts';

export interface BareCard {
  readonly name: string;
  readonly text: string;
  readonly seconds: number;
  readonly behind: FilmClip;
  readonly frame: number;
}

const blurred =
  'scale=1600:900,gblur=sigma=16:steps=3,colorlevels=romax=0.62:gomax=0.62:bomax=0.62,vignette=PI/5,format=rgb24';

/** A text over a frame that is out of focus: the same ffmpeg commands as the pipeline's card, with the text in one plain style. */
export async function makeBareCard(
  { name, text, seconds, behind, frame }: BareCard,
  folder: string,
): Promise<FilmClip> {
  const at = (extension: string) => join(folder, `${name}.${extension}`);
  const frames = framesOfClip(seconds);
  await writeFrame({ clip: behind.path, frame, filters: blurred, output: at('png') });
  await writeFile(at('ass'), cardText(text, secondsOf(frames)));
  await animateStill({
    ...{ pictures: [at('png')], movement: 'still', seed: 1, frames, format, quality: 'final', transitionFrames },
    ...{ subtitles: at('ass'), source: 'algorithmicMedia', output: at('mp4') },
  });
  return { path: at('mp4'), frames };
}

export interface FrameToWrite {
  readonly clip: string;
  readonly frame: number;
  readonly filters: string;
  readonly output: string;
}

export async function writeFrame({ clip, frame, filters, output }: FrameToWrite) {
  const args = ['-map', '0:v:0', '-vf', filters, '-frames:v', '1', '-c:v', 'png', '-f', 'image2', '-update', '1'];
  await runFfmpeg({
    input: { path: clip, demuxer: 'mov' },
    before: ['-an', '-sn', '-dn', '-ss', secondsOf(frame).toFixed(6)],
    outputs: [{ args, path: resolve(output) }],
  });
}

const cardText = (text: string, seconds: number) =>
  [
    ...['[Script Info]', 'ScriptType: v4.00+', `PlayResX: ${format.width}`, `PlayResY: ${format.height}`, ''],
    ...['[V4+ Styles]', 'Format: Name, Fontname, Fontsize, PrimaryColour, Bold, Alignment'],
    ...['Style: Card,Noto Sans,86,&H00FFFFFF,-1,5', '', '[Events]', 'Format: Layer, Start, End, Style, Text'],
    `Dialogue: 0,0:00:00.00,0:00:${seconds.toFixed(2).padStart(5, '0')},Card,{\\fad(600,600)}${text}`,
    '',
  ].join('\n');
