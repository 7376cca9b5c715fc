import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const recordings = '/usr/share/pocketsphinx/test/data/librivox';
const font = '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf';
const gapSeconds = 0.8;

/** Five sentences of a LibriVox reader (public domain), with what is said in them. */
export function spokenText(): string {
  const lines = readFileSync(join(recordings, 'transcription'), 'utf8').trim().split('\n');
  return lines.map((line) => line.replace(/<\/?s>|\([^)]*\)/g, '').trim()).join(' ');
}

/** For ffmpeg: that speech with a pause after each sentence, which `filter` makes `[speech]` of. */
export function recordedSpeech() {
  const names = readFileSync(join(recordings, 'fileids'), 'utf8').trim().split('\n');
  const padded = names.map((_, index) => `[${index}:a]apad=pad_dur=${gapSeconds}[a${index}];`);
  const labels = names.map((_, index) => `[a${index}]`);
  return {
    inputs: names.flatMap((name) => ['-i', pathOf(name)]),
    filter: `${padded.join('')}${labels.join('')}concat=n=${names.length}:v=0:a=1[speech]`,
    files: names.length,
    // 16 bits a sample, 16000 samples a second.
    seconds: names.reduce((sum, name) => sum + statSync(pathOf(name)).size / 32_000 + gapSeconds, 0),
  };
}

/** A short video with that speech and moving pictures, made once. */
export async function makeSampleVideo(path: string): Promise<void> {
  if (existsSync(path)) return;
  const { inputs, filter, seconds } = recordedSpeech();
  const picture = `gradients=size=640x360:rate=25:speed=0.02:c0=0x1e3a5f:c1=0x6b4f8a:n=2${caption()}[picture]`;
  const codecs = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-b:a', '128k'];
  // Its length is said, as the pictures would go on for ever.
  const output = ['-map', '[picture]', '-map', '[speech]', ...codecs, '-t', String(seconds), '-movflags', '+faststart'];
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.part`;
  await promisify(execFile)('ffmpeg', [
    ...['-nostdin', '-v', 'error', '-y', ...inputs, '-filter_complex', `${filter};${picture}`],
    ...[...output, '-f', 'mp4', unfinished],
  ]);
  renameSync(unfinished, path);
}

const pathOf = (name: string) => join(recordings, `${name}.wav`);

/** Nothing where the machine has no font: the pictures move all the same. */
function caption() {
  if (!existsSync(font)) return '';
  const text = `fontfile=${font}:fontcolor=white:x=(w-text_w)/2`;
  return `,drawtext=${text}:fontsize=34:y=130:text='Sense and Sensibility',drawtext=${text}:fontsize=20:y=190:text='%{pts\\:hms}'`;
}
