import { Global, Module } from '@nestjs/common';
import { serveQueue } from '@polyspool/jobs/serve-queue';
import { WorkerModule } from '@polyspool/jobs/worker.module';
import { findSilences } from '@polyspool/media/find-silences';
import {
  corpusLanguages,
  EldLanguageIdentifier,
} from '@polyspool/providers/language-identifier/eld-language-identifier';
import { LanguageIdentifier } from '@polyspool/providers/language-identifier/language-identifier';
import { openTranscriber } from '@polyspool/providers/transcriber/open-transcriber';
import { Transcriber } from '@polyspool/providers/transcriber/transcriber';
import { openVoiceDetector } from '@polyspool/providers/voice-detector/open-voice-detector';
import { VoiceDetector } from '@polyspool/providers/voice-detector/voice-detector';
import { Metrics } from '@polyspool/service/metrics';
import { Readiness } from '@polyspool/service/readiness';
import { Archive } from '@polyspool/storage/archive/archive';
import { NoArchive } from '@polyspool/storage/archive/no-archive';
import { openArchive } from '@polyspool/storage/archive/open-archive';
import { openStorage } from '@polyspool/storage/open-storage';
import { Storage } from '@polyspool/storage/storage';
import { ArchiveFile } from './archive/archive-file.js';
import { ProcessAudio } from './audio/process-audio.js';
import { BatchProcess } from './batch/batch-process.js';
import { AnalyzeContent } from './content/analyze-content.js';
import { env } from './env.js';
import { DetectLanguages } from './languages/detect-languages.js';
import { ProbeTranscriber } from './probes/probe-transcriber.js';
import { RecordingParts } from './recording/recording-parts.js';

/** Which adapter stands behind each port. */
@Global()
@Module({
  providers: [
    { provide: Storage, inject: [Readiness, Metrics], useFactory: openCheckedStorage },
    { provide: Archive, useFactory: () => (env.ARCHIVE_URL ? openArchive(env.ARCHIVE_URL) : new NoArchive()) },
    { provide: Transcriber, useFactory: () => openTranscriber(env) },
    { provide: VoiceDetector, useFactory: () => openVoiceDetector(env, findSilences) },
    { provide: LanguageIdentifier, useFactory: () => new EldLanguageIdentifier(corpusLanguages) },
    RecordingParts,
  ],
  exports: [Storage, Archive, Transcriber, LanguageIdentifier, RecordingParts],
})
class Ports {}

const files = serveQueue('file-processing', {
  'corpus.processAudio': ProcessAudio,
  'corpus.batchProcess': BatchProcess,
  'storage.upload': ArchiveFile,
});

const analysis = serveQueue('data-analysis', {
  'corpus.analyzeContent': AnalyzeContent,
  'corpus.detectLanguages': DetectLanguages,
});

@Module({ imports: [Ports, WorkerModule.forRoot({ env, serves: [files, analysis], probes: [ProbeTranscriber] })] })
export class AppModule {}

function openCheckedStorage(readiness: Readiness, metrics: Metrics) {
  const storage = openStorage(env.STORAGE_URL, metrics);
  readiness.add({ name: 'storage', check: () => storage.check() });
  return storage;
}
