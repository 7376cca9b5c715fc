import { Global, Module } from '@nestjs/common';
import { serveQueue } from '@polyspool/jobs/serve-queue';
import { WorkerModule } from '@polyspool/jobs/worker.module';
import { findSilences } from '@polyspool/media/find-silences';
import { EldLanguageIdentifier } from '@polyspool/providers/language-identifier/eld-language-identifier';
import { LanguageIdentifier } from '@polyspool/providers/language-identifier/language-identifier';
import { Dictionary } from '@polyspool/providers/lexicon/dictionary';
import { FreedictDictionary } from '@polyspool/providers/lexicon/freedict-dictionary';
import { Lexicon } from '@polyspool/providers/lexicon/lexicon';
import { Transcriber } from '@polyspool/providers/transcriber/transcriber';
import { openTranslator } from '@polyspool/providers/translation/open-translator';
import { Translator } from '@polyspool/providers/translator/translator';
import { VoiceDetector } from '@polyspool/providers/voice-detector/voice-detector';
import { WordAnalyser } from '@polyspool/providers/word-analyser/word-analyser';
import { Metrics } from '@polyspool/service/metrics';
import { Readiness } from '@polyspool/service/readiness';
import { openStorage } from '@polyspool/storage/open-storage';
import { Storage } from '@polyspool/storage/storage';
import { ProcessContent } from './content/process-content.js';
import { ExportDeck } from './decks/export-deck.js';
import { openLexicon } from './engines/open-lexicon.js';
import { openTranscriber } from '@polyspool/providers/transcriber/open-transcriber';
import { openWordAnalyser } from './engines/open-word-analyser.js';
import { openVoiceDetector } from '@polyspool/providers/voice-detector/open-voice-detector';
import { env } from './env.js';
import { ProbeTranscriber } from './probes/probe-transcriber.js';
import { ProbeTranslator } from './probes/probe-translator.js';
import { ProcessChunk } from './process/process-chunk.js';
import { ProcessVideo } from './process/process-video.js';
import { RecordingParts } from './process/recording-parts.js';
import { GenerateSlides } from './slides/generate-slides.js';
import { TranslateSegments } from './translate/translate-segments.js';
import { ExtractVocabularyFromText } from './vocabulary/extract-vocabulary-from-text.js';
import { VocabularyEngines } from './vocabulary/vocabulary-engines.js';

/** Which adapter stands behind each port. */
@Global()
@Module({
  providers: [
    { provide: Storage, inject: [Readiness, Metrics], useFactory: openCheckedStorage },
    { provide: Transcriber, useFactory: () => openTranscriber(env) },
    { provide: Translator, useFactory: () => openTranslator(env) },
    { provide: VoiceDetector, useFactory: () => openVoiceDetector(env, findSilences) },
    { provide: LanguageIdentifier, useFactory: () => new EldLanguageIdentifier() },
    { provide: WordAnalyser, useFactory: () => openWordAnalyser(env) },
    { provide: Lexicon, inject: [WordAnalyser], useFactory: (analyser: WordAnalyser) => openLexicon(analyser, env) },
    { provide: Dictionary, useFactory: () => new FreedictDictionary({ cacheFolder: env.WORDS_CACHE_FOLDER }) },
    VocabularyEngines,
    RecordingParts,
  ],
  exports: [Storage, Transcriber, Translator, VoiceDetector, LanguageIdentifier, VocabularyEngines, RecordingParts],
})
class Ports {}

const video = serveQueue('video', { 'video.process': ProcessVideo, 'video.processChunk': ProcessChunk });
const content = serveQueue('content', {
  'video.processContent': ProcessContent,
  'slides.generate': GenerateSlides,
});

const language = serveQueue('language', {
  'video.translateSegments': TranslateSegments,
  'vocabulary.extract': ExtractVocabularyFromText,
  'vocabulary.exportDeck': ExportDeck,
});

const probes = [ProbeTranscriber, ProbeTranslator];

@Module({ imports: [Ports, WorkerModule.forRoot({ env, serves: [video, content, language], probes })] })
export class AppModule {}

function openCheckedStorage(readiness: Readiness, metrics: Metrics) {
  const storage = openStorage(env.STORAGE_URL, metrics);
  readiness.add({ name: 'storage', check: () => storage.check() });
  return storage;
}
