import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** A file of the archive; it is opened when its turn comes. */
export interface ArchiveEntry {
  readonly path: string;
  readonly open: () => Promise<Readable>;
  /** Where it is known before. */
  readonly bytes?: number;
  /** What is compressed already is only put in. */
  readonly compress: boolean;
}

/** From here on the fields of the old format are too short. */
const largeBytes = 2 ** 31;

/** A ZIP that is made while it is read: one entry is open at a time, and the next is asked for when it is through. */
export async function* archiveOf(entries: AsyncIterable<ArchiveEntry>): AsyncGenerator<Buffer> {
  const zip = new ZipFile();
  const output = zip.outputStream as PassThrough;
  fill(zip, output, entries).catch((error: unknown) => output.destroy(error as Error));
  for await (const part of output) yield part as Buffer;
}

async function fill(zip: ZipFile, output: PassThrough, entries: AsyncIterable<ArchiveEntry>) {
  const ended = new AbortController();
  zip.on('error', (error: Error) => output.destroy(error));
  output.once('close', () => ended.abort(new Error('Nobody reads the archive any more')));
  for await (const { path, open, bytes, compress } of entries) {
    const content = await open();
    try {
      const through = once(content, 'close', { signal: ended.signal });
      const size = bytes === undefined ? {} : { size: bytes, forceZip64Format: bytes > largeBytes };
      zip.addReadStream(content, path, { compress, ...size });
      await through;
    } finally {
      content.destroy();
    }
  }
  zip.end();
}
