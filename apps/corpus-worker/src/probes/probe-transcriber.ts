import { Injectable } from '@nestjs/common';
import type { EngineProbe } from '@polyspool/jobs/engines/engine-prober';
import { Transcriber } from '@polyspool/providers/transcriber/transcriber';

@Injectable()
export class ProbeTranscriber implements EngineProbe {
  readonly name = 'transcriber';

  constructor(private readonly transcriber: Transcriber) {}

  check(signal: AbortSignal): Promise<void> {
    return this.transcriber.check(signal);
  }
}
