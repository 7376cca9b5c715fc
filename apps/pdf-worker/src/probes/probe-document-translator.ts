import { Injectable } from '@nestjs/common';
import type { EngineProbe } from '@polyspool/jobs/engines/engine-prober';
import { Translator } from '@polyspool/providers/translator/translator';

const pair = { from: 'en', to: 'es' } as const;

/** Has it translate two words. An engine without that pair has answered, too. */
@Injectable()
export class ProbeDocumentTranslator implements EngineProbe {
  readonly name = 'documentTranslator';

  constructor(private readonly translator: Translator) {}

  async check(signal: AbortSignal): Promise<void> {
    if (await this.translator.supports(pair.from, pair.to)) {
      await this.translator.translate(['Good morning.'], { ...pair, signal });
    }
  }
}
