import { Injectable } from '@nestjs/common';
import { AppError, type ErrorCode } from '@polyspool/contracts/errors';
import { UploadRecords } from '@polyspool/database/upload-records';

/** Whether an upload can be the recording of a record. */
@Injectable()
export class RecordingCheck {
  constructor(private readonly uploads: UploadRecords) {}

  /**
   * It is one that the owner of the record may use and that whoever names it sees: records show what their uploads are.
   * Throws `upload.unknown`, `upload.otherKind`, `media.noAudio`.
   */
  async run(uploadId: string, ownerId: string, viewerId: string | undefined) {
    const upload = await this.uploads.find(uploadId, ownerId);
    const isSeen = viewerId === ownerId || (await this.uploads.find(uploadId, viewerId));
    if (!upload || !isSeen) throw fault('upload.unknown', `No upload ${uploadId}`);
    if (upload.kind === 'document' || upload.kind === 'script') {
      throw fault('upload.otherKind', `A record is of a recording, and the upload is a ${upload.kind}`);
    }
    if (!upload.probe.audioTracks.length) throw fault('media.noAudio', 'The upload has no audio track');
  }
}

const fault = (code: ErrorCode, detail: string) =>
  new AppError(code, detail, { pointers: [{ pointer: '/uploadId', detail }] });
