import { Injectable } from '@nestjs/common';
import { visibleTo } from '@polyspool/access/access';
import type { JobContract } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import type { RecordingUpload, Upload } from '@polyspool/contracts/files';
import { parseInput } from '@polyspool/contracts/input';
import { documentPages } from '@polyspool/contracts/page-range';
import { mediaSeconds, requestedRange } from '@polyspool/contracts/time-range';
import type { Work } from '@polyspool/database/learned-rates';
import type { Person } from '@polyspool/database/people';
import { UploadRecords } from '@polyspool/database/upload-records';
import { KeptTerms } from '../glossaries/kept-terms.js';
import { DocumentCheck } from './document-check.js';

type Fields = Readonly<Record<string, unknown>>;

export interface PreparedInput {
  readonly input: Fields;
  /** How much of its upload is to be worked on. */
  readonly work?: Work;
}

/** The input of a job as it is accepted: with what its owner has kept put in, as its contract wants it, over an upload of theirs. */
@Injectable()
export class PrepareInput {
  constructor(
    private readonly uploads: UploadRecords,
    private readonly terms: KeptTerms,
    private readonly documents: DocumentCheck,
  ) {}

  async run(person: Person, contract: JobContract, given: Fields): Promise<PreparedInput> {
    const input = parseInput(contract.input, await this.terms.putInto(given, contract, person.id));
    const { uploadId } = input;
    if (typeof uploadId !== 'string') return { input };
    const upload = await this.uploads.find(uploadId, visibleTo(person));
    if (!upload) throw new AppError('upload.unknown', `No upload ${uploadId}`);
    // It only says whose texts the job is over.
    if (contract.upload === 'any') return { input };
    return { input, work: await this.#workOn(upload, { contract, input, person }) };
  }

  async #workOn(upload: Upload, { contract, input, person }: AskedJob): Promise<Work> {
    const takesDocument = contract.upload === 'document';
    if (upload.kind === 'document') {
      if (!takesDocument) throw otherKind('a recording', 'a document');
      return { unit: documentPages, amount: await this.documents.pagesOf(upload, input, person.id) };
    }
    if (takesDocument) throw otherKind('a document', 'a recording');
    return { unit: mediaSeconds, amount: secondsOf(upload, input) };
  }
}

interface AskedJob {
  readonly contract: JobContract;
  readonly input: Fields;
  readonly person: Person;
}

function otherKind(wanted: string, found: string) {
  const detail = `The job needs ${wanted}, and the upload is ${found}`;
  return new AppError('upload.otherKind', detail, { pointers: [{ pointer: '/uploadId', detail }] });
}

interface MediaInput {
  readonly audioTrack?: number;
  readonly startSeconds?: number;
  readonly endSeconds?: number;
}

function secondsOf({ probe }: RecordingUpload, { audioTrack = 0, ...asked }: MediaInput) {
  if (audioTrack >= probe.audioTracks.length) {
    throw new AppError('media.noAudio', `The file has ${probe.audioTracks.length} audio tracks, the first is 0`);
  }
  const { startSeconds, endSeconds } = requestedRange(asked, probe.durationSeconds);
  return endSeconds - startSeconds;
}
