import { Injectable } from '@nestjs/common';
import { visibleTo } from '@polyspool/access/access';
import { catalogue } from '@polyspool/contracts/catalogue';
import { AppError } from '@polyspool/contracts/errors';
import type { Upload } from '@polyspool/contracts/files';
import { parseInput } from '@polyspool/contracts/input';
import type { Job } from '@polyspool/contracts/job-status';
import { maxInputBytes, maxOpenJobs } from '@polyspool/contracts/queues';
import { requestedRange } from '@polyspool/contracts/time-range';
import { JobRecords } from '@polyspool/database/job-records';
import type { Person } from '@polyspool/database/people';
import { UploadRecords } from '@polyspool/database/upload-records';
import { currentTraceparent } from '@polyspool/service/tracing';
import { v7 } from 'uuid';
import type { JobRequest } from './job-request.js';

/** Checks a job at the edge, and accepts it. Redis is not in this path. */
@Injectable()
export class SubmitJob {
  constructor(
    private readonly jobs: JobRecords,
    private readonly uploads: UploadRecords,
  ) {}

  async run(person: Person, request: JobRequest): Promise<Job> {
    const contract = catalogue.get(request.type);
    if (!contract) throw new AppError('job.unknownType', `There is no job type ${request.type}`);
    const input = parseInput(contract.input, request.input);
    if (Buffer.byteLength(JSON.stringify(input)) > maxInputBytes) {
      throw new AppError('input.tooLarge', `The input of a job may have ${maxInputBytes} bytes`);
    }
    if (typeof input['uploadId'] === 'string') await this.#checkUpload(person, input['uploadId'], input);
    const { type, priority, runAt, expiresAt } = request;
    return this.jobs.accept(
      {
        id: v7(),
        userId: person.id,
        type,
        queue: contract.queue,
        input,
        priority,
        runAt: runAt ? new Date(runAt) : undefined,
        expiresAt: expiresAt ? new Date(expiresAt) : undefined,
        traceparent: currentTraceparent(),
      },
      maxOpenJobs,
    );
  }

  async #checkUpload(person: Person, uploadId: string, input: MediaInput) {
    const upload = await this.uploads.find(uploadId, visibleTo(person));
    if (!upload) throw new AppError('upload.unknown', `No upload ${uploadId}`);
    checkRange(upload, input);
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
  requestedRange(asked, probe.durationSeconds);
}
