import { Injectable } from '@nestjs/common';
import { visibleTo } from '@polyspool/access/access';
import type { JobContract } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import type { Upload } from '@polyspool/contracts/files';
import { parseInput } from '@polyspool/contracts/input';
import { requestedRange } from '@polyspool/contracts/time-range';
import type { Person } from '@polyspool/database/people';
import { UploadRecords } from '@polyspool/database/upload-records';
import { KeptTerms } from '../glossaries/kept-terms.js';

type Fields = Readonly<Record<string, unknown>>;

/** The input of a job as it is accepted: with what its owner has kept put in, as its contract wants it, over an upload of theirs. */
@Injectable()
export class PrepareInput {
  constructor(
    private readonly uploads: UploadRecords,
    private readonly terms: KeptTerms,
  ) {}

  /** `seconds`: how much of its upload is to be played. */
  async run(person: Person, contract: JobContract, given: Fields): Promise<{ input: Fields; seconds?: number }> {
    const input = parseInput(contract.input, await this.terms.putInto(given, contract, person.id));
    const seconds = await this.#checkUpload(person, input);
    return { input, ...(seconds !== undefined && { seconds }) };
  }

  async #checkUpload(person: Person, input: Fields): Promise<number | undefined> {
    const { uploadId } = input;
    if (typeof uploadId !== 'string') return undefined;
    const upload = await this.uploads.find(uploadId, visibleTo(person));
    if (!upload) throw new AppError('upload.unknown', `No upload ${uploadId}`);
    return checkRange(upload, input);
  }
}

interface MediaInput {
  readonly audioTrack?: number;
  readonly startSeconds?: number;
  readonly endSeconds?: number;
}

function checkRange({ probe }: Upload, { audioTrack = 0, ...asked }: MediaInput) {
  if (audioTrack >= probe.audioTracks.length) {
    throw new AppError('media.noAudio', `The file has ${probe.audioTracks.length} audio tracks, the first is 0`);
  }
  const { startSeconds, endSeconds } = requestedRange(asked, probe.durationSeconds);
  return endSeconds - startSeconds;
}
