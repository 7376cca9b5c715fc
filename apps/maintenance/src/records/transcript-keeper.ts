import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { corpusJobs } from '@polyspool/contracts/corpus';
import { AppError } from '@polyspool/contracts/errors';
import { endedJobsChannel } from '@polyspool/database/ended-jobs';
import { Notices } from '@polyspool/database/notices';
import { type FiledTranscript, KeptTranscript } from '@polyspool/database/record-transcript';
import { Records } from '@polyspool/database/records';
import { unpackOutput } from '@polyspool/jobs/packing/packed-output';
import { Logger } from '@polyspool/service/logger';
import { Rounds } from '@polyspool/service/rounds';
import { Storage } from '@polyspool/storage/storage';

const everyMs = 5_000;
const atOnce = 20;

/**
 * Brings long transcripts, which jobs leave in storage, into their records: there they are read and searched, and outlive
 * the job. job-status cannot: it must not wait for storage. Several replicas may do so at once.
 */
@Injectable()
export class TranscriptKeeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #rounds = new Rounds({
    round: () => this.#round(),
    everyMs,
    onError: (err) => this.log.warn({ err }, 'Transcripts could not be brought into their records'),
  });

  constructor(
    private readonly records: Records,
    private readonly storage: Storage,
    private readonly notices: Notices,
    private readonly log: Logger,
  ) {}

  async onApplicationBootstrap() {
    await this.notices.listen(endedJobsChannel, () => this.#rounds.wake());
    this.#rounds.start();
  }

  beforeApplicationShutdown() {
    return this.#rounds.stop();
  }

  /** Answers when to look again. */
  async #round() {
    const filed = await this.records.filedTranscripts(atOnce);
    for (const { recordId, ...transcript } of filed) {
      await this.records.keepTranscript(recordId, transcript.jobId, await this.#read(recordId, transcript));
    }
    return filed.length === atOnce ? 0 : everyMs;
  }

  /** Null where there is nothing to read any more; throws while the storage is away. */
  async #read(recordId: string, { jobId, box }: FiledTranscript): Promise<KeptTranscript | null> {
    try {
      const parts = { storage: this.storage };
      const output = await unpackOutput(corpusJobs.processAudio, jobId, { transcript: box }, parts);
      return KeptTranscript.parse((output as { transcript: unknown }).transcript);
    } catch (err) {
      if (err instanceof AppError && err.retry) throw err;
      this.log.warn({ err, recordId, jobId }, 'The transcript of a record is gone');
      return null;
    }
  }
}
