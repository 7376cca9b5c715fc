import { runProgram } from '@polyspool/processes/run-program';

export interface MediaWishes {
  readonly seconds?: number;
  /** `false`: none. Else ffmpeg's source, for example `sine=frequency=440`. */
  readonly sound?: string | false;
  readonly picture?: string | false;
  /** Options of the output. */
  readonly args?: readonly string[];
}

const defaultSound = 'sine=frequency=440:sample_rate=16000';
const defaultPicture = 'testsrc2=size=176x144:rate=25';

/** Makes a recording of tones and test pictures; the name of the file decides the container. For tests only. */
export async function makeMedia(path: string, wishes: MediaWishes = {}): Promise<string> {
  const { seconds = 4, sound = defaultSound, picture = defaultPicture, args = [] } = wishes;
  const sources = [picture, sound].filter((source) => source !== false);
  const inputs = sources.flatMap((source) => ['-f', 'lavfi', '-i', source]);
  await runProgram({
    command: 'ffmpeg',
    args: ['-nostdin', '-v', 'error', '-y', ...inputs, '-t', String(seconds), ...args, `file:${path}`],
  });
  return path;
}
