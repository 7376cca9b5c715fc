import { Injectable } from '@nestjs/common';
import { AppError, type ErrorCode } from '@polyspool/contracts/errors';
import { UploadRecords } from '@polyspool/database/upload-records';

/** Whether an upload can be the recording of a record. */
@Injectable()
export class RecordingCheck {
  constructor(private readonly uploads: UploadRecords) {}

  /** It is one that the owner of the record may use. Throws `upload.unknown`, `upload.otherKind`, `media.noAudio`. */
  async run(uploadId: string, ownerId: string) {
    const upload = await this.uploads.find(uploadId, ownerId);
    if (!upload) throw fault('upload.unknown', `No upload ${uploadId}`);
    if (upload.kind === 'document' || upload.kind === 'script') {
      throw fault('upload.otherKind', `A record is of a recording, and the upload is a ${upload.kind}`);
    }
    if (!upload.probe.audioTracks.length) throw fault('media.noAudio', 'The upload has no audio track');
  }
}

const fault = (code: ErrorCode, detail: string) =>
  new AppError(code, detail, { pointers: [{ pointer: '/uploadId', detail }] });
