import { Global, Module } from '@nestjs/common';
import { serveQueue } from '@polyspool/jobs/serve-queue';
import { WorkerModule } from '@polyspool/jobs/worker.module';
import { PocketsphinxTranscriber } from '@polyspool/providers/transcriber/pocketsphinx-transcriber';
import { Transcriber } from '@polyspool/providers/transcriber/transcriber';
import { ApertiumTranslator } from '@polyspool/providers/translator/apertium-translator';
import { Translator } from '@polyspool/providers/translator/translator';
import { Readiness } from '@polyspool/service/readiness';
import { openStorage } from '@polyspool/storage/open-storage';
import { Storage } from '@polyspool/storage/storage';
import { env } from './env.js';
import { ProbeTranscriber } from './probes/probe-transcriber.js';
import { ProbeTranslator } from './probes/probe-translator.js';
import { ProcessChunk } from './process/process-chunk.js';
import { ProcessVideo } from './process/process-video.js';

/** Which adapter stands behind each port. */
@Global()
@Module({
  providers: [
    { provide: Storage, inject: [Readiness], useFactory: openCheckedStorage },
    { provide: Transcriber, useFactory: () => new PocketsphinxTranscriber() },
    { provide: Translator, useFactory: () => new ApertiumTranslator() },
  ],
  exports: [Storage, Transcriber, Translator],
})
class Ports {}

const video = serveQueue('video', { 'video.process': ProcessVideo, 'video.processChunk': ProcessChunk });

const probes = [ProbeTranscriber, ProbeTranslator];

@Module({ imports: [Ports, WorkerModule.forRoot({ env, serves: [video], probes })] })
export class AppModule {}

function openCheckedStorage(readiness: Readiness) {
  const storage = openStorage(env.STORAGE_URL);
  readiness.add({ name: 'storage', check: () => storage.check() });
  return storage;
}
