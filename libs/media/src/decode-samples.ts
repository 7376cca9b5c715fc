import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A program that writes 16-bit samples to stdout. */
export interface SampleDecoder {
  readonly command: string;
  readonly args: readonly string[];
}

const sampleBytes = 2;

/** Whole frames of interleaved samples, piece by piece. For tasks: it ends with the process. Throws `media.unreadable`. */
export async function* decodeSamples({ command, args }: SampleDecoder, channels: number): AsyncGenerator<Int16Array> {
  const decoder = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const exit = once(decoder, 'close');
  let said = '';
  decoder.stderr.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-2000)));
  const frameBytes = channels * sampleBytes;
  let rest = Buffer.alloc(0);
  for await (const chunk of decoder.stdout) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk as Buffer]) : (chunk as Buffer);
    const whole = bytes.length - (bytes.length % frameBytes);
    if (whole > 0) yield samplesIn(bytes.subarray(0, whole));
    rest = Buffer.from(bytes.subarray(whole));
  }
  const [code] = (await exit) as [number | null];
  if (code !== 0) throw Object.assign(new Error(said.trim() || `It ended with ${code}`), { code: 'media.unreadable' });
}

/** Where the bytes do not begin at an even place, a copy of them does. */
function samplesIn(bytes: Buffer): Int16Array {
  const even = bytes.byteOffset % sampleBytes === 0 ? bytes : Buffer.from(new Uint8Array(bytes).buffer);
  return new Int16Array(even.buffer, even.byteOffset, even.length / sampleBytes);
}
