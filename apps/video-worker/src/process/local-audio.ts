import type { FileKey } from '@polyspool/contracts/files';
import type { TimeRange } from '@polyspool/contracts/time-range';
import { extractAudio } from '@polyspool/media/extract-audio';
import type { MediaInput } from '@polyspool/media/media-input';
import type { Storage } from '@polyspool/storage/storage';
import { join } from 'node:path';
import type { RecordedAudio } from './recorded-audio.js';

/** Recorded sound as a local file, fetched when it is first needed: where every step is kept it never is. */
export class LocalAudio {
  private fetched: Promise<MediaInput> | undefined;

  constructor(
    private readonly storage: Storage,
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
