import type { Caller } from '../calls/caller.js';
import type { SignedLink, Upload } from '../generated/contract.js';
import type { CallOptions } from '../options.js';
import { Collection } from '../resources/collection.js';
import { Download } from './download.js';
import { sendResumably, type UploadProgress } from './resumable-upload.js';
import { piecesOf, type UploadSource } from './upload-source.js';

export interface UploadOptions {
  /** Of the file, with its ending; that of a `File` where nothing is said. */
  readonly name?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined;
  /** Where the pieces go: keep it, and a later call with `location` sends only what is missing. */
  readonly onLocation?: ((location: string) => void) | undefined;
  readonly location?: string | undefined;
  /** Small files go in one request unless this is true; what is larger, or a stream, goes in pieces unless it is false. */
  readonly resumable?: boolean | undefined;
}

/** Up to here one request is quicker than three. */
const smallBytes = 1024 * 1024;

/** Files that jobs work on. The same content is one upload. */
export class Uploads extends Collection<Upload> {
  constructor(caller: Caller) {
    super(caller, '/v1/uploads');
  }

  /** Answers when the server has looked at the file. */
  async create(source: UploadSource, options: UploadOptions = {}): Promise<Upload> {
    const { resumable, location, signal, onProgress } = options;
    const name = options.name ?? (source as Partial<File>).name ?? 'file';
    const pieces = piecesOf(source);
    const { bytes } = pieces;
    const atOnce = bytes !== undefined && (resumable === undefined ? bytes <= smallBytes && !location : !resumable);
    if (!atOnce) return this.get(await sendResumably(this.caller, pieces, { ...options, name }), { signal });
    const form = new FormData();
    form.append('file', await pieces.read(0, bytes), name);
    // The same content once more is the same upload.
    const upload = await this.caller.json<Upload>('POST', this.path, {
      body: form,
      signal,
      timeoutMs: 0,
      repeatable: true,
    });
    onProgress?.({ sentBytes: bytes, totalBytes: bytes });
    return upload;
  }

  remove(id: string, options: CallOptions = {}): Promise<void> {
    return this.caller.json('DELETE', this.at(id), options);
  }

  content(id: string, { signal }: CallOptions = {}): Promise<Download> {
    return Download.open(this.caller, this.at(id, '/content'), signal);
  }

  /** An address that opens the file without a key, for some hours. */
  link(id: string, options: CallOptions = {}): Promise<SignedLink> {
    return linkTo(this.caller, this.at(id, '/link'), options);
  }
}

/** Whole, so that it can be handed on. */
export async function linkTo(caller: Caller, path: string, options: CallOptions): Promise<SignedLink> {
  const link = await caller.json<SignedLink>('POST', path, { ...options, repeatable: true });
  return { ...link, url: new URL(link.url, `${caller.url}/`).href };
}
