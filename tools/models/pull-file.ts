import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';

export interface RemoteFile {
  readonly url: string;
  readonly bytes: number;
  /** As its server says; nothing where it does not say it. */
  readonly sha256?: string;
}

interface Pull {
  readonly file: RemoteFile;
  readonly path: string;
  /** As its authors publish it. */
  readonly sha1: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (bytes: number) => void;
}

/** Asks what there is, without loading it. */
export async function lookAt(url: string, signal?: AbortSignal): Promise<RemoteFile> {
  // The headers that tell stand before the redirection to where the file lies.
  const response = await request(url, { method: 'HEAD', redirect: 'manual', signal });
  const isElsewhere = response.status >= 300 && response.status < 400;
  if (!response.ok && !isElsewhere) throw new Error(`${url}: ${response.status} ${response.statusText}`);
  const bytes = Number(
    response.headers.get('x-linked-size') ?? (isElsewhere ? NaN : response.headers.get('content-length')),
  );
  if (!Number.isInteger(bytes) || bytes <= 0) throw new Error(`${url}: the server does not say how large it is`);
  const [sha256] = /[0-9a-f]{64}/.exec(response.headers.get('x-linked-etag') ?? '') ?? [];
  return { url, bytes, ...(sha256 && { sha256 }) };
}

/**
 * Loads a file; goes on where an earlier try has stopped. At `path` there is never anything but a whole file with the right
 * checksums. Answers false where it was there already.
 */
export async function pullFile({ file, path, sha1, signal, onProgress }: Pull): Promise<boolean> {
  if ((await sizeOf(path)) === file.bytes && (await faultOf(path, file, sha1)) === undefined) return false;
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.part`;
  if ((await sizeOf(part)) > file.bytes) await rm(part);
  await loadRest(file, part, { signal, onProgress });
  const fault = await faultOf(part, file, sha1);
  if (fault !== undefined) {
    await rm(part);
    throw new Error(`${file.url}: ${fault}. What was loaded is removed.`);
  }
  await rename(part, path);
  return true;
}

async function loadRest(file: RemoteFile, part: string, { signal, onProgress }: Pick<Pull, 'signal' | 'onProgress'>) {
  const already = await sizeOf(part);
  if (already === file.bytes) return;
  const headers: Record<string, string> = already > 0 ? { range: `bytes=${already}-` } : {};
  const response = await request(file.url, { headers, signal });
  if (!response.ok || !response.body) throw new Error(`${file.url}: ${response.status} ${response.statusText}`);
  // A server that knows no ranges sends all of it again.
  const from = response.status === 206 ? already : 0;
  let bytes = from;
  const counter = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      onProgress?.(bytes);
      done(bytes > file.bytes ? new Error(`${file.url}: the server sends more than it said`) : null, chunk);
    },
  });
  await pipeline(
    Readable.fromWeb(response.body as ReadableStream),
    counter,
    createWriteStream(part, { flags: from > 0 ? 'a' : 'w' }),
    {
      signal,
    },
  );
  if (bytes < file.bytes)
    throw new Error(`${file.url}: ended after ${bytes} of ${file.bytes} bytes. Try again: it goes on from there.`);
}

async function request(url: string, init: RequestInit) {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    const { cause } = error as Error;
    throw new Error(`${url} cannot be reached: ${cause instanceof Error ? cause.message : String(error)}`, {
      cause: error,
    });
  }
}

async function faultOf(path: string, { sha256 }: RemoteFile, sha1: string) {
  const hashes = { sha1: createHash('sha1'), sha256: createHash('sha256') };
  for await (const chunk of createReadStream(path))
    for (const hash of Object.values(hashes)) hash.update(chunk as Buffer);
  if (sha256 !== undefined && hashes.sha256.digest('hex') !== sha256)
    return 'its SHA-256 is not the one that its server tells';
  return hashes.sha1.digest('hex') === sha1 ? undefined : 'its SHA-1 is not the one that its authors publish';
}

const sizeOf = (path: string) =>
  stat(path).then(
    ({ size }) => size,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return 0;
      throw error;
    },
  );
