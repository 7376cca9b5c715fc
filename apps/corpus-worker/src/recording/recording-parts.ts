import { Injectable } from '@nestjs/common';
import { LanguageIdentifier } from '@polyspool/providers/language-identifier/language-identifier';
import { Transcriber } from '@polyspool/providers/transcriber/transcriber';
import { VoiceDetector } from '@polyspool/providers/voice-detector/voice-detector';
import { Storage } from '@polyspool/storage/storage';

/** What it takes to learn of a recording what it sounds like and what is said in it. */
@Injectable()
export class RecordingParts {
  constructor(
    readonly storage: Storage,
    readonly transcriber: Transcriber,
    readonly voiceDetector: VoiceDetector,
    readonly languageIdentifier: LanguageIdentifier,
  ) {}
}
