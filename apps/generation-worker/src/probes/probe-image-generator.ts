import { Injectable } from '@nestjs/common';
import type { EngineProbe } from '@polyspool/jobs/engines/engine-prober';
import { ImageGenerators } from '@polyspool/providers/image-generator/image-generators';

/** Asks the engine that is taken where none is named for its queue and its model: a picture might cost money. */
@Injectable()
export class ProbeImageGenerator implements EngineProbe {
  readonly name = 'imageGenerator';

  constructor(private readonly generators: ImageGenerators) {}

  async check(signal: AbortSignal): Promise<void> {
    const generator = this.generators.choose();
    await generator.queueLength?.(signal);
    await generator.label();
  }
}
