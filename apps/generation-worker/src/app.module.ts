import { Global, Module } from '@nestjs/common';
import { serveQueue } from '@polyspool/jobs/serve-queue';
import { WorkerModule } from '@polyspool/jobs/worker.module';
import { ImageGenerators } from '@polyspool/providers/image-generator/image-generators';
import { openImageGenerators } from '@polyspool/providers/image-generator/open-image-generators';
import { EldLanguageIdentifier } from '@polyspool/providers/language-identifier/eld-language-identifier';
import { LanguageIdentifier } from '@polyspool/providers/language-identifier/language-identifier';
import { openScriptReaders } from '@polyspool/providers/script-reader/open-script-readers';
import { ScriptReaders } from '@polyspool/providers/script-reader/script-reader';
import { openSpeechSynthesizers } from '@polyspool/providers/speech-synthesizer/open-speech-synthesizers';
import { SpeechSynthesizers } from '@polyspool/providers/speech-synthesizer/speech-synthesizers';
import { Metrics } from '@polyspool/service/metrics';
import { Readiness } from '@polyspool/service/readiness';
import { openStorage } from '@polyspool/storage/open-storage';
import { Storage } from '@polyspool/storage/storage';
import { AnimateScene } from './clips/animate-scene.js';
import { ComposeFilm } from './compose/compose-film.js';
import { EngineSettings } from './engines/engine-settings.js';
import { env } from './env.js';
import { FilmPrices } from './film/film-prices.js';
import { GenerateFilm } from './film/generate-film.js';
import { GenerateImage } from './pictures/generate-image.js';
import { GenerationProbes } from './probes/generation-probes.js';
import { ParseScript } from './script/parse-script.js';
import { GenerateAudio } from './speech/generate-audio.js';

const settings: EngineSettings = { maxImageQueue: env.IMAGE_ENGINE_QUEUE };

/** Which adapter stands behind each port. */
@Global()
@Module({
  providers: [
    { provide: Storage, inject: [Readiness, Metrics], useFactory: openCheckedStorage },
    { provide: ScriptReaders, useFactory: () => openScriptReaders(env) },
    { provide: ImageGenerators, useFactory: () => openImageGenerators(env) },
    { provide: SpeechSynthesizers, useFactory: () => openSpeechSynthesizers(env) },
    { provide: LanguageIdentifier, useFactory: () => new EldLanguageIdentifier() },
    { provide: FilmPrices, useFactory: () => new FilmPrices(env.GENERATION_PRICES) },
    { provide: EngineSettings, useValue: settings },
  ],
  exports: [
    Storage,
    ScriptReaders,
    ImageGenerators,
    SpeechSynthesizers,
    LanguageIdentifier,
    FilmPrices,
    EngineSettings,
  ],
})
class Ports {}

const script = serveQueue('script', { 'generation.fullVideo': GenerateFilm, 'script.parse': ParseScript });
const pictures = serveQueue('image-generation', { 'generation.image': GenerateImage });
const speech = serveQueue('audio-generation', { 'generation.audio': GenerateAudio });
const films = serveQueue('video-generation', {
  'generation.animate': AnimateScene,
  'generation.compose': ComposeFilm,
});

const serves = [script, pictures, speech, films];

@Module({ imports: [Ports, WorkerModule.forRoot({ env, serves, probes: [GenerationProbes] })] })
export class AppModule {}

function openCheckedStorage(readiness: Readiness, metrics: Metrics) {
  const storage = openStorage(env.STORAGE_URL, metrics);
  readiness.add({ name: 'storage', check: () => storage.check() });
  return storage;
}
