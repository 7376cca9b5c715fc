import { Injectable } from '@nestjs/common';
import type { EngineProbe } from '@polyspool/jobs/engines/engine-prober';
import { ScriptReaders } from '@polyspool/providers/script-reader/script-reader';

/** Has it read one sentence. */
@Injectable()
export class ProbeScriptReader implements EngineProbe {
  readonly name = 'scriptReader';

  constructor(private readonly readers: ScriptReaders) {}

  async check(signal: AbortSignal): Promise<void> {
    await this.readers.choose().read({ script: 'A house stands by the sea.', language: 'en', seed: 1, signal });
  }
}
