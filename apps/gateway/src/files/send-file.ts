import { AppError } from '@polyspool/contracts/errors';
import type { FileKey } from '@polyspool/contracts/files';
import type { ByteRange, Storage } from '@polyspool/storage/storage';
import type { FastifyReply, FastifyRequest } from 'fastify';
import parseRange from 'range-parser';
import { isKnown } from '../http/etags.js';
import { inlineDisposition } from './inline-disposition.js';

export interface StoredContent {
  readonly key: FileKey;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Answers a stored file: whole, in part, or not at all when the caller has it (RFC 9110). For GET and HEAD. */
export async function sendFile(file: StoredContent, storage: Storage, request: FastifyRequest, reply: FastifyReply) {
  const etag = `"${file.sha256}"`;
  reply.header('etag', etag).header('cache-control', 'private, no-cache').header('accept-ranges', 'bytes');
  if (isKnown(request, etag)) return void reply.code(304).send();

  reply.header('content-disposition', inlineDisposition(file.name));
  reply.header('x-content-type-options', 'nosniff').type(typeOf(file.mediaType));
  // A range has no meaning for HEAD.
  if (request.method === 'HEAD') return void reply.header('content-length', file.bytes).send();

  const range = rangeOf(request, etag, file.bytes);
  if (range === 'outside') {
    reply.header('content-range', `bytes */${file.bytes}`);
    throw new AppError('range.notSatisfiable', `The file has ${file.bytes} bytes`);
  }
  const content = await storage.read(file.key, range);
  if (range) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${file.bytes}`);
  reply.header('content-length', range ? range.end - range.start + 1 : file.bytes).send(content);
}

/** Text that we write is UTF-8. */
const typeOf = (mediaType: string) => (mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType);

/** Undefined: the whole file. So it is for several ranges at once, for other units, and for what cannot be understood. */
function rangeOf({ headers }: FastifyRequest, etag: string, bytes: number): ByteRange | 'outside' | undefined {
  const { range } = headers;
  const ifRange = headers['if-range'];
  if (range === undefined || !range.startsWith('bytes=')) return undefined;
  if (ifRange !== undefined && ifRange !== etag) return undefined;
  const ranges = parseRange(bytes, clampSuffixes(range, bytes), { combine: true });
  if (ranges === -1) return 'outside';
  if (ranges === -2 || ranges.length > 1) return undefined;
  return ranges[0];
}

/** The last 500 bytes of 100 are all 100; the parser holds that for unsatisfiable. */
const clampSuffixes = (range: string, bytes: number) =>
  range.replaceAll(/(?<=[=,]\s*)-(\d+)/g, (_, length: string) => `-${Math.min(Number(length), bytes)}`);
