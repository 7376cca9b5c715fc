import { dirname, resolve } from 'node:path';
import { frameCount, type ClipFormat } from './clip-format.js';
import { drawSubtitles } from './draw-subtitles.js';
import { inexactSeeking, keepTimeline } from './extract-audio.js';
import type { MediaInput } from './media-input.js';
import { partSound, pictureCodec, samplesPerSecond, soundFilter, withoutOrigin } from './part-codecs.js';
import { runFfmpeg } from './run-ffmpeg.js';

export interface ClipCut {
  readonly input: MediaInput;
  /** Of the sound, first = 0. */
  readonly track: number;
  /** Without moving pictures the sound is drawn as a wave. */
  readonly hasPicture: boolean;
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly format: ClipFormat;
  /** Subtitles as ASS, timed from the start of the clip, to be drawn into its pictures. */
  readonly assPath?: string;
  readonly output: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
}

/** Cuts a part to be joined with others (QuickTime, H.264 and PCM). Answers how long it plays: whole frames. */
export async function cutClip(cut: ClipCut): Promise<number> {
  const { input, startSeconds, format, assPath, signal, onProgress } = cut;
  const frames = frameCount(cut.endSeconds - startSeconds, format);
  const seconds = frames / format.framesPerSecond;
  const seeks = !inexactSeeking.includes(input.demuxer);
  const length = ['-t', String((seeks ? 0 : startSeconds) + seconds + 1)];
  await runFfmpeg({
    input: { ...input, path: resolve(input.path) },
    before: ['-sn', '-dn', ...(seeks ? ['-ss', String(startSeconds)] : []), ...length],
    outputs: [
      {
        args: [
          ...['-filter_complex', filterGraph(cut, frames, seeks ? 0 : startSeconds)],
          ...['-map', '[picture]', '-map', '[sound]'],
          ...[...pictureCodec(format), ...partSound, ...withoutOrigin, '-map_chapters', '-1', '-f', 'mov'],
        ],
        path: resolve(cut.output),
      },
    ],
    totalSeconds: seconds,
    onProgress,
    signal,
    ...(assPath !== undefined && { cwd: dirname(resolve(assPath)) }),
  });
  return seconds;
}

function filterGraph({ track, hasPicture, format, assPath }: ClipCut, frames: number, dropSeconds: number) {
  const { width, height, framesPerSecond } = format;
  const burn = assPath === undefined ? '' : `,${drawSubtitles(assPath, format)}`;
  const drop = dropSeconds > 0 ? `,atrim=start=${dropSeconds},asetpts=PTS-${dropSeconds}/TB` : '';
  const sound = `[0:a:${track}]${keepTimeline}${drop},aresample=${samplesPerSecond},${soundFilter(frames, format)}`;
  // Not by -frames: that would end the sound with it, wherever it is.
  const finish = `trim=end_frame=${frames},setsar=1,format=yuv420p${burn}[picture]`;
  if (hasPicture) {
    const late = dropSeconds > 0 ? `trim=start=${dropSeconds},setpts=PTS-${dropSeconds}/TB,` : '';
    const square = 'scale=w=trunc(iw*sar/2)*2:h=ih,setsar=1';
    const fit = `scale=${width}:${height}:force_original_aspect_ratio=decrease:out_color_matrix=bt709,pad=${width}:${height}:-1:-1`;
    const timed = `fps=${framesPerSecond}:start_time=0,tpad=stop_mode=clone:stop=-1`;
    return `${sound}[sound];[0:v:0]${late}${square},${fit},${timed},${finish}`;
  }
  const wave = `showwaves=s=${width}x${evenThird(height)}:mode=cline:rate=${framesPerSecond}:colors=0x38bdf8:scale=sqrt`;
  const ground = `color=c=0x0b1220:s=${width}x${height}:r=${framesPerSecond}`;
  return `${sound},asplit[sound][drawn];[drawn]${wave}[wave];${ground}[ground];[ground][wave]overlay=0:(H-h)/3:eof_action=repeat,${finish}`;
}

const evenThird = (height: number) => 2 * Math.round(height / 6);
