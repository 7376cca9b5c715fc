import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const host = fileURLToPath(import.meta.resolve('@polyspool/processes/task-host'));
const task = import.meta.resolve('@polyspool/providers/voice-detector/detect-speech.task');
/** By name only at run time: the tools read the types of a lib's sources as their own. */
const modelModule: string = '@polyspool/providers/voice-detector/silero-model-path';

/** Runs the task that looks for speech with silero, as the worker does, and nothing around it. */
export async function findSpeech(flac: string): Promise<void> {
  const { sileroModelPath } = (await import(modelModule)) as { sileroModelPath: () => string };
  const decoded = ['-map', '0:a:0', '-ac', '1', '-ar', '16000', '-c:a', 'pcm_s16le', '-f', 's16le', 'pipe:1'];
  const search = {
    model: sileroModelPath(),
    decoder: { command: 'ffmpeg', args: ['-nostdin', '-v', 'error', '-i', flac, ...decoded] },
    threshold: 0.5,
    minSilenceSeconds: 0.3,
    minSpeechSeconds: 0.25,
  };
  return new Promise((resolve, reject) => {
    const args = ['--max-old-space-size=128', host, task];
    const program = execFile(process.execPath, args, (error, stdout) => {
      if (error) reject(error);
      else if (stdout.includes('"fault"')) reject(new Error(`silero: ${stdout.slice(-500)}`));
      else resolve();
    });
    program.stdin?.end(JSON.stringify(search));
  });
}
