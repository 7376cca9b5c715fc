import type { Caller } from '../calls/caller.js';
import { backoffMs, delay } from '../calls/delay.js';
import { PolyspoolError } from '../polyspool-error.js';
import type { Pieces } from './upload-source.js';

export interface UploadProgress {
  readonly sentBytes: number;
  /** Unknown of a stream until it has ended. */
  readonly totalBytes: number | undefined;
}

export interface Resumable {
  readonly name: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined;
  /** Of an upload that was begun before: it goes on where that stopped. */
  readonly location?: string | undefined;
  readonly onLocation?: ((location: string) => void) | undefined;
}

const begin = '/v1/uploads/resumable';
const tus = { 'tus-resumable': '1.0.0' };
const leastPiece = 256 * 1024;
const mostPiece = 32 * 1024 * 1024;
/** A piece should take about so long: often enough to be seen, seldom enough to cost nothing. */
const pieceMs = 1_500;
const pieceTimeoutMs = 5 * 60_000;
const mostFailures = 8;

/** A file by tus 1.0: in pieces, each of them again where it did not arrive. Answers the id of the upload. */
export async function sendResumably(caller: Caller, pieces: Pieces, resumable: Resumable): Promise<string> {
  const { signal, onProgress, location } = resumable;
  const at = location === undefined ? undefined : await found(caller, location, signal);
  const sending = new Sending(caller, pieces, at ? pathOf(location!) : await begun(caller, pieces, resumable)); // it was found there
  let offset = at?.offset ?? 0;
  let id = at?.id;
  for (let failures = 0; id === undefined;) {
    try {
      onProgress?.({ sentBytes: offset, totalBytes: pieces.bytes });
      ({ offset, id } = await sending.next(offset, signal));
      failures = 0;
    } catch (error) {
      signal?.throwIfAborted();
      failures += 1;
      if (!mayGoOn(error) || failures > mostFailures) throw error;
      await delay((error as PolyspoolError).retryAfterMs ?? backoffMs(failures - 1), signal);
      ({ offset, id } = await offsetAt(caller, sending.location, signal));
    }
  }
  onProgress?.({ sentBytes: pieces.bytes ?? offset, totalBytes: pieces.bytes ?? offset });
  return id;
}

interface Reached {
  readonly offset: number;
  /** When all has come. */
  readonly id: string | undefined;
}

class Sending {
  private pieceBytes = 1024 * 1024;

  constructor(
    private readonly caller: Caller,
    private readonly pieces: Pieces,
    readonly location: string,
  ) {}

  async next(offset: number, signal: AbortSignal | undefined): Promise<Reached> {
    const body = await this.pieces.read(offset, this.pieceBytes);
    const { bytes } = this.pieces;
    const headers = {
      ...tus,
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(offset),
      // Of a stream it is known with its last piece.
      'upload-length': bytes === undefined ? undefined : String(bytes),
    };
    const startedAt = Date.now();
    const call = { body, headers, signal, timeoutMs: pieceTimeoutMs, retries: 0 };
    const reached = await this.caller.send('PATCH', this.location, call, reachedBy);
    const speed = body.size / Math.max(1, Date.now() - startedAt);
    this.pieceBytes = Math.round(Math.min(mostPiece, this.pieceBytes * 2, Math.max(leastPiece, speed * pieceMs)));
    return reached;
  }
}

async function begun(caller: Caller, { bytes }: Pieces, { name, signal, onLocation }: Resumable): Promise<string> {
  const length = bytes === undefined ? { 'upload-defer-length': '1' } : { 'upload-length': String(bytes) };
  const headers = { ...tus, ...length, 'upload-metadata': `filename ${base64(name)}` };
  const location = await caller.send('POST', begin, { headers, signal, repeatable: true }, (answer) =>
    answer.headers.get('location'),
  );
  if (!location) throw new PolyspoolError({ code: 'client.unexpectedAnswer', detail: 'The upload has no address' });
  onLocation?.(pathOf(location));
  return pathOf(location);
}

/** Nothing where it is gone: then the file is sent from its start. */
const found = (caller: Caller, location: string, signal: AbortSignal | undefined) =>
  offsetAt(caller, pathOf(location), signal).catch((error: unknown) => {
    if (error instanceof PolyspoolError && (error.status === 404 || error.status === 410)) return undefined;
    throw error;
  });

const offsetAt = (caller: Caller, location: string, signal: AbortSignal | undefined) =>
  caller.send('HEAD', location, { headers: tus, signal }, reachedBy);

const reachedBy = ({ headers }: Response): Reached => ({
  offset: Number(headers.get('upload-offset')),
  id: headers.get('upload-id') ?? undefined,
});

/** Cut off, or another offset than was thought (409): the server says where to go on. Or for now too many of them (429). */
const mayGoOn = (error: unknown) =>
  error instanceof PolyspoolError &&
  (error.status === 0 ||
    error.status >= 500 ||
    [408, 409, 423, 429, 460].includes(error.status) ||
    error.code === 'upload.incomplete');

/** The key goes to no other server, whatever an address says. */
const pathOf = (location: string) => location.replace(/^https?:\/\/[^/]+/, '');

const base64 = (text: string) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
