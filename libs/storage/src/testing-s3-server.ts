import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { s3Place } from './s3-place.js';

/** What tests need of it; it comes without types. */
const S3rver = createRequire(import.meta.url)('s3rver') as new (options: S3rverOptions) => {
  configureBuckets(): Promise<unknown>;
  callback(): RequestListener;
};

interface S3rverOptions {
  readonly directory: string;
  readonly silent: boolean;
  readonly configureBuckets: readonly { readonly name: string; readonly configs: readonly string[] }[];
}

/** What s3rver takes without being told otherwise. */
const credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };

/** A server that speaks S3, with a bucket `files`. `before` sees each request first, and may answer it itself. */
export async function openS3Server(before: (...call: Parameters<RequestListener>) => boolean = () => false) {
  const directory = await mkdtemp(join(tmpdir(), 's3-server-'));
  const s3 = new S3rver({ directory, silent: true, configureBuckets: [{ name: 'files', configs: [] }] });
  await s3.configureBuckets();
  const answer = s3.callback();
  const server: Server = createServer((request, response) => {
    if (!before(request, response)) answer(request, response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const url = (folder: string) => `s3://files/${folder}?endpoint=http://127.0.0.1:${port}`;
  return {
    url,
    place: (folder: string, keys = credentials) => s3Place(url(folder), keys),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
