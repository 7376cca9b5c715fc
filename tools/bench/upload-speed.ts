import { execFile } from 'node:child_process';
import { createReadStream, statSync } from 'node:fs';
import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { rssMiBOf } from './memory.ts';

export interface UploadSpeed {
  readonly fileMiB: number;
  readonly mibPerSecond: number;
  /** The most that the gateway had during the upload, over what it had before. */
  readonly growthMiB: number;
}

const boundary = 'polyspool-bench';

/** About 300 MiB of pictures that are not compressed, with a tone: a whole and valid file. */
export async function makeLargeVideo(path: string): Promise<void> {
  const pictures = ['-f', 'lavfi', '-i', 'testsrc2=size=1280x720:rate=25:duration=9.12'];
  const tone = ['-f', 'lavfi', '-i', 'sine=frequency=440:duration=9.12'];
  const codecs = ['-c:v', 'rawvideo', '-pix_fmt', 'yuv420p', '-c:a', 'pcm_s16le', '-f', 'matroska'];
  await promisify(execFile)('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...pictures, ...tone, ...codecs, path]);
}

/** Sends the file as a browser would, and deletes the upload: the next one is new again. */
export async function uploadSpeed(gatewayUrl: string, key: string, path: string, pid: number): Promise<UploadSpeed> {
  const before = rssMiBOf(pid);
  let most = before;
  const sampling = setInterval(() => (most = Math.max(most, rssMiBOf(pid))), 25);
  try {
    const startedAt = performance.now();
    const id = await send(gatewayUrl, key, path);
    const seconds = (performance.now() - startedAt) / 1_000;
    const headers = { authorization: `Bearer ${key}` };
    const { ok, status } = await fetch(`${gatewayUrl}/v1/uploads/${id}`, { method: 'DELETE', headers });
    if (!ok) throw new Error(`The upload could not be deleted: ${status}`);
    const fileMiB = statSync(path).size / 1024 ** 2;
    return { fileMiB, mibPerSecond: fileMiB / seconds, growthMiB: most - before };
  } finally {
    clearInterval(sampling);
  }
}

async function send(gatewayUrl: string, key: string, path: string): Promise<string> {
  const disposition = 'Content-Disposition: form-data; name="file"; filename="large.mkv"';
  const head = `--${boundary}\r\n${disposition}\r\nContent-Type: video/x-matroska\r\n\r\n`;
  const tail = `\r\n--${boundary}--\r\n`;
  const headers = {
    authorization: `Bearer ${key}`,
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'content-length': head.length + statSync(path).size + tail.length,
  };
  const outgoing = request(`${gatewayUrl}/v1/uploads`, { method: 'POST', headers });
  const answered = new Promise<string>((resolve, reject) => {
    outgoing.once('error', reject);
    outgoing.once('response', (incoming) => {
      json(incoming).then((body) => {
        if (incoming.statusCode === 201) resolve((body as { id: string }).id);
        else reject(new Error(`The upload was answered by ${incoming.statusCode}: ${JSON.stringify(body)}`));
      }, reject);
    });
  });
  const [id] = await Promise.all([answered, pipeline(parts(head, path, tail), outgoing)]);
  return id;
}

async function* parts(head: string, path: string, tail: string) {
  yield Buffer.from(head);
  yield* createReadStream(path, { highWaterMark: 256 * 1024 });
  yield Buffer.from(tail);
}
