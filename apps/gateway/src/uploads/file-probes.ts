import { Injectable } from '@nestjs/common';
import type { DocumentProbe, MediaProbe } from '@polyspool/contracts/files';
import type { MediaInput } from '@polyspool/media/media-input';
import { probeMedia } from '@polyspool/media/probe-media';
import { inspectDocument } from '@polyspool/pdf/objects/inspect-document';
import { FairPlaces } from './fair-places.js';
import { UploadOptions } from './upload-options.js';

export interface Look {
  /** Whose file it is. */
  readonly ownerId: string;
  readonly signal: AbortSignal;
}

/**
 * Looks into files, each look in a process of its own. So many at once, and one of each person: files made to keep it
 * busy hold up nobody else.
 */
@Injectable()
export class FileProbes {
  private readonly places: FairPlaces;

  constructor(private readonly options: UploadOptions) {
    this.places = new FairPlaces(options.maxProbes, options.probeWaitMs);
  }

  recording(input: MediaInput, { ownerId, signal }: Look): Promise<MediaProbe> {
    const timeoutMs = this.options.probeTimeoutMs;
    return this.places.run(ownerId, signal, () => probeMedia({ ...input, signal, timeoutMs }));
  }

  document(path: string, { ownerId, signal }: Look, password?: string): Promise<DocumentProbe> {
    const look = { path, signal, timeoutMs: this.options.probeTimeoutMs, ...(password !== undefined && { password }) };
    return this.places.run(ownerId, signal, async () => (await inspectDocument(look)).probe);
  }
}
