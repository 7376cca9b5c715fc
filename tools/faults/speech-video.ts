import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const recordings = '/usr/share/pocketsphinx/test/data/librivox';

/** A video of about 30 s of read speech with a pause after each sentence. The title makes its content a new one. */
export async function makeSpeechVideo(path: string, title: string): Promise<void> {
  const names = readFileSync(join(recordings, 'fileids'), 'utf8').trim().split('\n');
  const inputs = names.flatMap((name) => ['-i', join(recordings, `${name}.wav`)]);
  const padded = names.map((_, index) => `[${index}:a]apad=pad_dur=0.8[a${index}]`);
  const joined = `${names.map((_, index) => `[a${index}]`).join('')}concat=n=${names.length}:v=0:a=1[speech]`;
  const picture = ['-f', 'lavfi', '-i', 'color=c=navy:size=64x64:rate=5'];
  const filter = ['-filter_complex', [...padded, joined].join(';'), '-map', `${names.length}:v`, '-map', '[speech]'];
  const codecs = ['-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac', '-shortest', '-metadata', `title=${title}`];
  const options = ['-nostdin', '-v', 'error', '-y'];
  await promisify(execFile)('ffmpeg', [...options, ...inputs, ...picture, ...filter, ...codecs, '-f', 'mp4', path]);
}
