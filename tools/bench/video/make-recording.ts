import { execFile } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { planSpeech, sampleRate } from './plan-speech.ts';

export interface Recording {
  readonly path: string;
  readonly seconds: number;
}

const run = promisify(execFile);
const quietly = ['-nostdin', '-v', 'error', '-y'];
const recordings = '/usr/share/pocketsphinx/test/data/librivox';
const headerBytes = 44;
const sampleBytes = 2;
const pictureSeconds = 60;

/** Made once for all benches of this user on this machine. */
const folder = join(tmpdir(), `polyspool-bench-${process.getuid?.() ?? 0}`);

/** A 720p video with moving pictures in which a LibriVox reader speaks all the time, with pauses. Each seed speaks differently. */
export async function makeRecording(seconds: number, seed = 1): Promise<Recording> {
  const path = join(folder, `speech-720p-${seconds}s-${seed}.mp4`);
  if (!existsSync(path)) {
    console.log(`Making a recording of ${seconds} s ...`);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const speech = `${path}.wav`;
    await writeSpeech(speech, seconds, seed);
    const inputs = ['-stream_loop', '-1', '-i', await makePictures(), '-i', speech];
    const codecs = ['-map', '0:v', '-map', '1:a', '-c:v', 'copy', '-c:a', 'aac', '-b:a', '128k', '-t', String(seconds)];
    await whole(path, (part) => run('ffmpeg', [...quietly, ...inputs, ...codecs, '-movflags', '+faststart', ...part]));
    rmSync(speech);
  }
  return { path, seconds };
}

/** A minute of them, which is repeated: encoding an hour would take longer than all that is measured. */
async function makePictures() {
  const path = join(folder, `pictures-720p-${pictureSeconds}s.mp4`);
  if (existsSync(path)) return path;
  const pictures = ['-f', 'lavfi', '-i', `testsrc2=size=1280x720:rate=25:duration=${pictureSeconds}`];
  const codec = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '28', '-pix_fmt', 'yuv420p', '-g', '50'];
  await whole(path, (part) => run('ffmpeg', [...quietly, ...pictures, ...codec, ...part]));
  return path;
}

/** Under its name it is there whole or not at all. One bench runs at a time. */
async function whole(path: string, write: (output: string[]) => Promise<unknown>) {
  const unfinished = `${path}.part`;
  await write(['-f', 'mp4', unfinished]);
  renameSync(unfinished, path);
}

async function writeSpeech(path: string, seconds: number, seed: number) {
  const names = readFileSync(join(recordings, 'fileids'), 'utf8').trim().split('\n');
  const sounds = new Map(names.map((name) => [name, samplesOf(join(recordings, `${name}.wav`))]));
  const sentences = [...sounds].map(([name, sound]) => ({ name, samples: sound.length / sampleBytes }));
  const plan = planSpeech(sentences, seconds, seed);
  const bytes = function* () {
    yield wavHeader(Math.round(seconds * sampleRate) * sampleBytes);
    for (const { name, samples, pauseSamples } of plan) {
      yield sounds.get(name)!.subarray(0, samples * sampleBytes);
      yield Buffer.alloc(pauseSamples * sampleBytes);
    }
  };
  await pipeline(bytes, createWriteStream(path));
}

function samplesOf(path: string) {
  const file = readFileSync(path);
  if (file.toString('latin1', 36, 40) !== 'data' || file.readUInt32LE(24) !== sampleRate)
    throw new Error(`${path} is not the plain recording that comes with pocketsphinx-testdata.`);
  return file.subarray(headerBytes);
}

/** 16 bits, mono. */
function wavHeader(dataBytes: number) {
  const header = Buffer.alloc(headerBytes);
  header.write('RIFF');
  header.writeUInt32LE(headerBytes - 8 + dataBytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * sampleBytes, 28);
  header.writeUInt16LE(sampleBytes, 32);
  header.writeUInt16LE(8 * sampleBytes, 34);
  header.write('data', 36);
  header.writeUInt32LE(dataBytes, 40);
  return header;
}
