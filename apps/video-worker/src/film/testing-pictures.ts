import { burnSubtitles } from '@polyspool/media/burn-subtitles';
import { makeMedia } from '@polyspool/media/make-media';
import { runProgram } from '@polyspool/processes/run-program';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { dualCues } from '@polyspool/subtitles/dual-cues';
import { subtitleCues } from '@polyspool/subtitles/subtitle-cues';
import { writeAss } from '@polyspool/subtitles/write-ass';

export interface Sample {
  readonly language: string;
  readonly text: string;
}

/** Lines in scripts whose letters change with what stands beside them: they stack, join, change places and turn around. */
export const samples = [
  { language: 'te', text: 'స్త్రీలు క్షేత్రంలో విజ్ఞానాన్ని పొందారు.' },
  { language: 'hi', text: 'क्षत्रिय की शक्ति और विद्यार्थी की मुक्ति।' },
  { language: 'ar', text: 'قال المعلم: مرحبًا بكم في درس اليوم!' },
  { language: 'ko', text: '그는 나쁜 청년이 아니었다.' },
] as const satisfies Sample[];

export const dualSample = {
  language: 'en',
  targetLanguage: 'te',
  text: 'He was not an ill disposed young man.',
  translation: 'అతను చెడ్డ స్వభావం గల యువకుడు కాదు.',
};

export const picture = { width: 1280, height: 720 };

export const drawings = (): ReadonlyMap<string, string> =>
  new Map([...samples.map((sample) => [sample.language, assOf(sample)] as const), ['en-te', dualAss()]]);

export const assOf = ({ language, text }: Sample) =>
  writeAss(subtitleCues([{ startSeconds: 0, endSeconds: 5, text }], language), { language, picture });

export function dualAss() {
  const { text, translation, ...pair } = dualSample;
  const segment = { startSeconds: 0, endSeconds: 7, text, translation, words: [] };
  return writeAss(dualCues([segment], pair), { ...pair, picture });
}

export interface Drawing {
  readonly folder: string;
  readonly ass: string;
  readonly shaping: 'simple' | 'complex';
}

/** One black frame with subtitles: their edges and shadows are black too, so that only the letters are seen. */
export async function drawFrame({ folder, ass, shaping }: Drawing) {
  await writeFile(join(folder, 'frame.ass'), ass);
  const path = join(folder, 'frame.png');
  const { width, height } = picture;
  const input = ['-f', 'lavfi', '-i', `color=black:size=${width}x${height}:rate=25:duration=1`];
  const filter = `format=yuv420p,ass=filename=frame.ass:original_size=${width}x${height}:shaping=${shaping}`;
  const args = ['-nostdin', '-v', 'error', '-y', ...input, '-vf', filter, '-frames:v', '1', path];
  await runProgram({ command: 'ffmpeg', args, cwd: folder });
  return sharp(path).greyscale().toBuffer();
}

/** A frame of a film that was really made, small enough to be kept. */
export async function burnedFrame(folder: string, ass: string) {
  const { width, height } = picture;
  const source = `testsrc2=size=${width}x${height}:rate=25,boxblur=20,eq=brightness=-0.1:saturation=0.6`;
  const path = await makeMedia(join(folder, 'film.mp4'), {
    seconds: 1,
    picture: source,
    args: ['-pix_fmt', 'yuv420p'],
  });
  const subtitles = join(folder, 'burn.ass');
  await writeFile(subtitles, ass);
  const output = join(folder, 'burned.mp4');
  const range = { startSeconds: 0, endSeconds: 1 };
  await burnSubtitles({ input: { path, demuxer: 'mov' }, subtitles, range, durationSeconds: 1, output });
  const frame = join(folder, 'burned.png');
  const args = ['-nostdin', '-v', 'error', '-y', '-ss', '0.5', '-i', output, '-frames:v', '1', frame];
  await runProgram({ command: 'ffmpeg', args });
  return sharp(frame).resize(640).png({ palette: true, quality: 80 }).toBuffer();
}

/** The same text as Pango sets it, white on black. */
export function drawByPango(text: string, family: string) {
  const font = `${family} 40`;
  return sharp({ text: { text: `<span foreground="white">${text}</span>`, font, dpi: 72, rgba: true } })
    .flatten({ background: 'black' })
    .greyscale()
    .png()
    .toBuffer();
}

const columns = 160;

/** How much ink there is in each of 160 columns from the first letter to the last. */
export async function inkProfile(image: Buffer) {
  const trimmed = sharp(await sharp(image).trim({ background: 'black', threshold: 60 }).png().toBuffer());
  const { data, info } = await trimmed.greyscale().raw().toBuffer({ resolveWithObject: true });
  const profile = new Array<number>(columns).fill(0);
  for (let y = 0; y < info.height; y++)
    for (let x = 0; x < info.width; x++) {
      const column = Math.floor((x * columns) / info.width);
      profile[column] = (profile[column] ?? 0) + (data[(y * info.width + x) * info.channels] ?? 0);
    }
  return { profile, shape: info.width / info.height };
}

/** Pearson's coefficient: 1 where both rise and fall together. */
export function likeness(a: readonly number[], b: readonly number[]) {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  const product = (one: readonly number[], other: readonly number[], [m, n]: readonly [number, number]) =>
    one.reduce((sum, value, index) => sum + (value - m) * ((other[index] ?? 0) - n), 0);
  return product(a, b, [meanA, meanB]) / Math.sqrt(product(a, a, [meanA, meanA]) * product(b, b, [meanB, meanB]));
}
