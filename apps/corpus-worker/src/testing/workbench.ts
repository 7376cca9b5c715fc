import { corpusJobs } from '@polyspool/contracts/corpus';
import type { JobContract } from '@polyspool/contracts/define-jobs';
import { type FileKey, uploadKey } from '@polyspool/contracts/files';
import type { JobHandler } from '@polyspool/jobs/job-handler';
import { runJob } from '@polyspool/jobs/testing';
import { findSilences } from '@polyspool/media/find-silences';
import {
  corpusLanguages,
  EldLanguageIdentifier,
} from '@polyspool/providers/language-identifier/eld-language-identifier';
import type { LanguageIdentifier } from '@polyspool/providers/language-identifier/language-identifier';
import { PocketsphinxTranscriber } from '@polyspool/providers/transcriber/pocketsphinx-transcriber';
import type { Transcriber } from '@polyspool/providers/transcriber/transcriber';
import { openVoiceDetector } from '@polyspool/providers/voice-detector/open-voice-detector';
import type { VoiceDetector } from '@polyspool/providers/voice-detector/voice-detector';
import { DiskStorage } from '@polyspool/storage/disk-storage';
import type { Storage } from '@polyspool/storage/storage';
import { randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ProcessAudio } from '../audio/process-audio.js';
import { BatchProcess } from '../batch/batch-process.js';
import { AnalyzeContent } from '../content/analyze-content.js';
import { DetectLanguages } from '../languages/detect-languages.js';
import { RecordingParts } from '../recording/recording-parts.js';

export interface Engines {
  readonly transcriber?: Transcriber;
  readonly voiceDetector?: VoiceDetector;
  readonly identifier?: LanguageIdentifier;
}

/** All handlers but the archive's, by the kind of job. Engines that are not named are those of a worker. */
export function handlersOver(
  storage: Storage,
  {
    transcriber = new PocketsphinxTranscriber(),
    voiceDetector = openVoiceDetector({ VOICE_DETECTOR: 'silero' }, findSilences),
    identifier = new EldLanguageIdentifier(corpusLanguages),
  }: Engines = {},
): Readonly<Record<string, JobHandler<JobContract>>> {
  const parts = new RecordingParts(storage, transcriber, voiceDetector, identifier);
  return {
    [corpusJobs.processAudio.name]: new ProcessAudio(parts),
    [corpusJobs.analyzeContent.name]: new AnalyzeContent(parts),
    [corpusJobs.detectLanguages.name]: new DetectLanguages(identifier, storage),
    [corpusJobs.batchProcess.name]: new BatchProcess(),
  };
}

/** Remembers where files were fetched to: those folders must be gone afterwards. */
class WatchedStorage extends DiskStorage {
  readonly fetched: string[] = [];

  override async fetch(key: FileKey, path: string) {
    this.fetched.push(path);
    await super.fetch(key, path);
  }

  foldersLeft() {
    return this.fetched.map((path) => dirname(path)).filter((folder) => existsSync(folder));
  }
}

/** A worker's bench: storage, and all handlers. */
export function workbench(folder: string, engines: Engines = {}) {
  const storage = new WatchedStorage(join(folder, randomUUID()));
  const children = handlersOver(storage, engines);
  const run = <C extends JobContract>(contract: C, input: object) =>
    runJob(contract, children[contract.name] as JobHandler<C>, input, { storage, children });
  const upload = async (path: string) => {
    const uploadId = randomUUID();
    await storage.write(uploadKey(uploadId), createReadStream(path));
    return uploadId;
  };
  return { storage, run, upload };
}
