import type { generationJobs } from '@polyspool/contracts/generation';
import type { DigitalSourceType } from '@polyspool/contracts/provenance';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import type { ClipFormat } from '@polyspool/media/clip-format';
import type { MediaInput } from '@polyspool/media/media-input';
import type { HashedFile } from '../files/hashed-file.js';
import type { FilmPart } from './film-part.js';

export type ComposeJob = RunningJob<typeof generationJobs.compose>;

/** What a film is made of, in files here. */
export interface FilmMaterial {
  readonly scenes: readonly FilmPart[];
  readonly music?: (MediaInput & Omit<HashedFile, 'path'>) | undefined;
  readonly format: ClipFormat;
  readonly source: DigitalSourceType;
  readonly folder: string;
  /** The version of what it is made with. */
  readonly ffmpeg: string;
}
