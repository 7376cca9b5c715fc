import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Real recorded speech with its transcript, from Debian's package pocketsphinx-testdata. For tests only. */
export const librivoxFolder = '/usr/share/pocketsphinx/test/data/librivox';

const headerBytes = 44;
const bytesPerSecond = 32_000; // 16 kHz mono 16-bit

export interface LibrivoxSample {
  readonly seconds: number;
  readonly transcript: string;
  /** Where each clip is loud, in seconds of the whole: from its first sound to its last. */
  readonly sounds: readonly { readonly startSeconds: number; readonly endSeconds: number }[];
}

/** Joins clips of the reading into one WAV, with pauses between them. */
export async function writeLibrivoxSample(path: string, clips?: number, pauseSeconds = 0.8): Promise<LibrivoxSample> {
  const names = (await readdir(librivoxFolder)).filter((name) => name.endsWith('.wav')).sort();
  const chosen = names.slice(0, clips);
  const parts = await Promise.all(chosen.map((name) => readFile(join(librivoxFolder, name))));
  const pause = Buffer.alloc(pauseSeconds * bytesPerSecond);
  const samples = Buffer.concat(parts.flatMap((part) => [part.subarray(headerBytes), pause]));
  await writeWav(path, samples);
  let offsetSeconds = 0;
  const sounds = parts.map((part) => {
    const clip = part.subarray(headerBytes);
    const { startSeconds, endSeconds } = loudPart(clip);
    const sound = { startSeconds: offsetSeconds + startSeconds, endSeconds: offsetSeconds + endSeconds };
    offsetSeconds += clip.length / bytesPerSecond + pauseSeconds;
    return sound;
  });
  return { seconds: samples.length / bytesPerSecond, transcript: await transcriptOf(chosen), sounds };
}

const frameSeconds = 0.02;
/** Below the loudest frame. */
const quietDecibels = 30;

/** By the energy of its frames. */
function loudPart(samples: Buffer) {
  const bytes = frameSeconds * bytesPerSecond;
  const energies = Array.from({ length: Math.floor(samples.length / bytes) }, (_, frame) => {
    let sum = 0;
    for (let at = frame * bytes; at < (frame + 1) * bytes; at += 2) sum += samples.readInt16LE(at) ** 2;
    return sum;
  });
  const least = Math.max(...energies) / 10 ** (quietDecibels / 10);
  const isLoud = (energy: number) => energy >= least;
  return {
    startSeconds: energies.findIndex(isLoud) * frameSeconds,
    endSeconds: (energies.findLastIndex(isLoud) + 1) * frameSeconds,
  };
}

export const writeSilence = (path: string, seconds: number) => writeWav(path, Buffer.alloc(seconds * bytesPerSecond));

async function writeWav(path: string, samples: Buffer) {
  const [first] = (await readdir(librivoxFolder)).filter((name) => name.endsWith('.wav'));
  const header = (await readFile(join(librivoxFolder, first ?? ''))).subarray(0, headerBytes);
  header.writeUInt32LE(headerBytes - 8 + samples.length, 4);
  header.writeUInt32LE(samples.length, headerBytes - 4);
  await writeFile(path, Buffer.concat([header, samples]));
}

/** Lines read `<s> words </s> (name of the clip)`. */
async function transcriptOf(clips: readonly string[]) {
  const lines = (await readFile(join(librivoxFolder, 'transcription'), 'utf8')).split('\n');
  const said = clips.map((clip) => lines.find((line) => line.endsWith(`(${clip.replace('.wav', '')})`)) ?? '');
  return said.map((line) => line.replace(/<\/?s>|\(.*\)$/g, '').trim()).join(' ');
}
