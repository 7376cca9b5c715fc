import { Global, Module } from '@nestjs/common';
import { serveQueue } from '@polyspool/jobs/serve-queue';
import { WorkerModule } from '@polyspool/jobs/worker.module';
import { EldLanguageIdentifier } from '@polyspool/providers/language-identifier/eld-language-identifier';
import { LanguageIdentifier } from '@polyspool/providers/language-identifier/language-identifier';
import { TesseractTextRecognizer } from '@polyspool/providers/ocr/tesseract-text-recognizer';
import { TextRecognizer } from '@polyspool/providers/ocr/text-recognizer';
import { openToneCustomizer } from '@polyspool/providers/tone/open-tone-customizer';
import { ToneCustomizer } from '@polyspool/providers/tone/tone-customizer';
import { openTranslator } from '@polyspool/providers/translation/open-translator';
import { Translator } from '@polyspool/providers/translator/translator';
import { Metrics } from '@polyspool/service/metrics';
import { Readiness } from '@polyspool/service/readiness';
import { openStorage } from '@polyspool/storage/open-storage';
import { Storage } from '@polyspool/storage/storage';
import { TranslatePdf } from './document/translate-pdf.js';
import { env } from './env.js';
import { ExtractPdf } from './extract/extract-pdf.js';
import { ProbeDocumentTranslator } from './probes/probe-document-translator.js';
import { ReconstructPdf } from './reconstruct/reconstruct-pdf.js';
import { CustomizeTone } from './tone/customize-tone.js';
import { TranslateBlocks } from './translate/translate-blocks.js';

/** Which adapter stands behind each port. */
@Global()
@Module({
  providers: [
    { provide: Storage, inject: [Readiness, Metrics], useFactory: openCheckedStorage },
    { provide: Translator, useFactory: () => openTranslator(env) },
    { provide: ToneCustomizer, useFactory: () => openToneCustomizer(env) },
    { provide: LanguageIdentifier, useFactory: () => new EldLanguageIdentifier() },
    { provide: TextRecognizer, useFactory: () => new TesseractTextRecognizer() },
  ],
  exports: [Storage, Translator, ToneCustomizer, LanguageIdentifier, TextRecognizer],
})
class Ports {}

const extract = serveQueue('pdf-extract', { 'pdf.translate': TranslatePdf, 'pdf.extract': ExtractPdf });
const translate = serveQueue('pdf-translate', { 'pdf.translateBlocks': TranslateBlocks });
const tone = serveQueue('pdf-tone', { 'pdf.customizeTone': CustomizeTone });
const reconstruct = serveQueue('pdf-reconstruct', { 'pdf.reconstruct': ReconstructPdf });

const serves = [extract, translate, tone, reconstruct];

@Module({ imports: [Ports, WorkerModule.forRoot({ env, serves, probes: [ProbeDocumentTranslator] })] })
export class AppModule {}

function openCheckedStorage(readiness: Readiness, metrics: Metrics) {
  const storage = openStorage(env.STORAGE_URL, metrics);
  readiness.add({ name: 'storage', check: () => storage.check() });
  return storage;
}
