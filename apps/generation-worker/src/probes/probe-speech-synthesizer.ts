import { Injectable } from '@nestjs/common';
import type { EngineProbe } from '@polyspool/jobs/engines/engine-prober';
import { SpeechSynthesizers } from '@polyspool/providers/speech-synthesizer/speech-synthesizers';
import { EngineSettings } from '../engines/engine-settings.js';

/** Has the engine that is taken where none is named say a word. */
@Injectable()
export class ProbeSpeechSynthesizer implements EngineProbe {
  readonly name = 'speechSynthesizer';

  constructor(
    private readonly synthesizers: SpeechSynthesizers,
    private readonly settings: EngineSettings,
  ) {}

  async check(signal: AbortSignal): Promise<void> {
    const { all } = this.synthesizers;
    const standard = all.find(({ name }) => name === (this.settings.speechEngine ?? 'flite'));
    await standard?.check(signal);
  }
}
