import { Injectable } from '@nestjs/common';
import type { JobContract } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import type { RecordingUpload, ScriptUpload, Upload } from '@polyspool/contracts/files';
import { maxScriptCharacters } from '@polyspool/contracts/film';
import { documentPages } from '@polyspool/contracts/page-range';
import { mediaSeconds, requestedRange } from '@polyspool/contracts/time-range';
import type { Work } from '@polyspool/database/learned-rates';
import { UploadRecords } from '@polyspool/database/upload-records';
import { DocumentCheck } from './document-check.js';

type Fields = Readonly<Record<string, unknown>>;

export interface UploadUse {
  /** The upload that the job is over. */
  readonly upload?: Upload;
  /** How much of it is to be worked on. */
  readonly work?: Work;
}

export interface AskedJob {
  readonly contract: JobContract;
  readonly input: Fields;
  /** Whose job it will be. */
  readonly ownerId: string;
  /** What they may use; undefined for all. */
  readonly viewerId: string | undefined;
}

/** Whether the uploads that an input names are there for its owner, and what the job wants. */
@Injectable()
export class UploadCheck {
  constructor(
    private readonly uploads: UploadRecords,
    private readonly documents: DocumentCheck,
  ) {}

  /** Throws `upload.unknown`, `upload.otherKind`, `media.noAudio`, `input.tooLarge`, and what the check of a document throws. */
  async run(asked: AskedJob): Promise<UploadUse> {
    const { uploadId, musicUploadId } = asked.input;
    if (typeof musicUploadId === 'string') await this.checkMusic(musicUploadId, asked.viewerId);
    if (typeof uploadId !== 'string') return {};
    const upload = await this.uploads.find(uploadId, asked.viewerId);
    if (!upload) throw new AppError('upload.unknown', `No upload ${uploadId}`);
    const wanted = asked.contract.upload ?? 'recording';
    // It only says whose texts the job is over.
    if (wanted === 'any') return { upload };
    const material = wanted === 'texts' ? 'script' : wanted;
    if (materialOf(upload) !== material) throw otherKind('/uploadId', material, upload);
    if (upload.kind === 'script') {
      if (wanted !== 'texts') refuseLong(upload);
      return { upload };
    }
    return { upload, work: await this.#workOn(upload, asked) };
  }

  /** Throws `upload.unknown`, `upload.otherKind`. */
  async checkMusic(id: string, viewerId: string | undefined, pointer = '/musicUploadId') {
    const upload = await this.uploads.find(id, viewerId);
    const detail = `No upload ${id}`;
    if (!upload) throw new AppError('upload.unknown', detail, { pointers: [{ pointer, detail }] });
    if (materialOf(upload) !== 'recording') throw otherKind(pointer, 'recording', upload);
  }

  async #workOn(upload: Exclude<Upload, { kind: 'script' }>, { input, ownerId }: AskedJob): Promise<Work> {
    if (upload.kind !== 'document') return { unit: mediaSeconds, amount: secondsOf(upload, input) };
    return { unit: documentPages, amount: await this.documents.pagesOf(upload, input, ownerId) };
  }
}

type Material = 'recording' | 'document' | 'script';

const materialOf = ({ kind }: Upload): Material => (kind === 'document' || kind === 'script' ? kind : 'recording');

function otherKind(pointer: string, wanted: Material, upload: Upload) {
  const detail = `The job needs a ${wanted}, and the upload is a ${materialOf(upload)}`;
  return new AppError('upload.otherKind', detail, { pointers: [{ pointer, detail }] });
}

/** Lists of texts may be longer. */
function refuseLong({ probe: { characters } }: ScriptUpload) {
  if (characters <= maxScriptCharacters) return;
  const detail = `A script may have ${maxScriptCharacters} characters, and this one has ${characters}`;
  throw new AppError('input.tooLarge', detail, { pointers: [{ pointer: '/uploadId', detail }] });
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
