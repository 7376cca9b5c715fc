import { runProgram } from '@polyspool/processes/run-program';
import { librivoxFolder } from '@polyspool/providers/transcriber/librivox';
import { join } from 'node:path';

const clip = (name: string) => join(librivoxFolder, `sense_and_sensibility_01_austen_64kb-${name}.wav`);

/** Real speech: two sentences that somebody reads, with pauses of a second and a half. */
export const sentences = {
  lines: [
    'he was not an ill disposed young man',
    'unless to be rather cold hearted and rather selfish is to be ill disposed',
  ],
  seconds: 11.29,
  inputs: ['-i', clip('0880'), '-i', clip('0890')],
  /** Of ffmpeg: both with a pause before and behind each. */
  graph: '[0:a]adelay=1500,apad=pad_dur=1.5[a];[1:a]apad=pad_dur=1[b];[a][b]concat=n=2:v=0:a=1,apad',
} as const;

const length = ['-t', '12.5'];

export const ffmpeg = (args: readonly string[]) =>
  runProgram({ command: 'ffmpeg', args: ['-nostdin', '-v', 'error', '-y', ...args] });

/** The sentences, through further filters of ffmpeg, with those arguments for what comes out. */
export async function writeSpeech(path: string, filters: readonly string[] = [], args: readonly string[] = []) {
  const graph = `${[sentences.graph, ...filters].join(',')}[out]`;
  await ffmpeg([...sentences.inputs, '-filter_complex', graph, '-map', '[out]', ...length, ...args, path]);
  return path;
}

/** The sentences with so much noise behind them. */
export async function writeNoisySpeech(path: string, noiseAmplitude: number) {
  const noise = ['-f', 'lavfi', '-i', `anoisesrc=color=pink:amplitude=${noiseAmplitude}:seed=7:sample_rate=16000`];
  const graph = `${sentences.graph}[said];[said][2:a]amix=inputs=2:normalize=0:duration=first[out]`;
  await ffmpeg([...sentences.inputs, ...noise, '-filter_complex', graph, '-map', '[out]', ...length, path]);
  return path;
}

/** What ffmpeg's source makes, for example `anullsrc=r=16000:cl=mono`. */
export async function writeSound(path: string, source: string, args: readonly string[] = ['-t', '6']) {
  await ffmpeg(['-f', 'lavfi', '-i', source, ...args, path]);
  return path;
}
