import type { FileKey } from '@polyspool/contracts/files';
import type { TimeRange } from '@polyspool/contracts/time-range';
import { join } from 'node:path';
import { extractAudio } from './extract-audio.js';
import type { FileSource } from './file-source.js';
import type { MediaInput } from './media-input.js';
import type { RecordedAudio } from './recorded-audio.js';

/** Recorded sound as a local file, fetched when it is first needed: where every step is kept it never is. */
export class LocalAudio {
  private fetched: Promise<MediaInput> | undefined;

  constructor(
    private readonly storage: FileSource,
    readonly audio: RecordedAudio,
    readonly folder: string,
  ) {}

  get file(): FileKey {
    return this.audio.file;
  }

  get durationSeconds() {
    return this.audio.durationSeconds;
  }

  media(): Promise<MediaInput> {
    this.fetched ??= this.fetch();
    return this.fetched;
  }

  /** A range of it as WAV. */
  async cut(range: TimeRange, signal: AbortSignal): Promise<string> {
    const output = join(this.folder, `${range.startSeconds}-${range.endSeconds}.wav`);
    await extractAudio({ input: await this.media(), track: 0, ...range, output, format: 'wav', signal });
    return output;
  }

  private async fetch() {
    const path = join(this.folder, 'recorded.flac');
    await this.storage.fetch(this.audio.file, path);
    return { path, demuxer: 'flac' } as const;
  }
}
