import { Injectable } from '@nestjs/common';
import { LanguageIdentifier } from '@polyspool/providers/language-identifier/language-identifier';
import { Transcriber } from '@polyspool/providers/transcriber/transcriber';
import { VoiceDetector } from '@polyspool/providers/voice-detector/voice-detector';
import { Storage } from '@polyspool/storage/storage';
import { VocabularyEngines } from '../vocabulary/vocabulary-engines.js';

/** What it takes to get from a recording to its transcript and its vocabulary. */
@Injectable()
export class RecordingParts {
  constructor(
    readonly storage: Storage,
    readonly transcriber: Transcriber,
    readonly voiceDetector: VoiceDetector,
    readonly languageIdentifier: LanguageIdentifier,
    readonly vocabularyEngines: VocabularyEngines,
  ) {}
}
