import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { recordedSpeech } from '../demo/sample-video.ts';

/** A video of about 30 s of read speech with a pause after each sentence. The title makes its content a new one. */
export async function makeSpeechVideo(path: string, title: string): Promise<void> {
  const { inputs, filter, files } = recordedSpeech();
  const picture = ['-f', 'lavfi', '-i', 'color=c=navy:size=64x64:rate=5'];
  const tracks = ['-filter_complex', filter, '-map', `${files}:v`, '-map', '[speech]'];
  const codecs = ['-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac', '-shortest', '-metadata', `title=${title}`];
  const options = ['-nostdin', '-v', 'error', '-y'];
  await promisify(execFile)('ffmpeg', [...options, ...inputs, ...picture, ...tracks, ...codecs, '-f', 'mp4', path]);
}
