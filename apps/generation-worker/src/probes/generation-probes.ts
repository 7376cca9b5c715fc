import { Injectable } from '@nestjs/common';
import { type ChoicePort, engineBehind } from '@polyspool/contracts/engines';
import type { EngineProbe, EngineProbes } from '@polyspool/jobs/engines/engine-prober';
import { ImageGenerators } from '@polyspool/providers/image-generator/image-generators';
import { ScriptReaders } from '@polyspool/providers/script-reader/script-reader';
import { SpeechSynthesizers } from '@polyspool/providers/speech-synthesizer/speech-synthesizers';

/** The least for a reader to do. */
const script = { script: 'A house stands by the sea.', language: 'en', seed: 1 } as const;

/** A look at each engine that is set up here and may be away. */
@Injectable()
export class GenerationProbes implements EngineProbes {
  readonly probes: readonly EngineProbe[];

  constructor(readers: ScriptReaders, generators: ImageGenerators, synthesizers: SpeechSynthesizers) {
    this.probes = [
      ...looksAt('scriptReader', readers.all, (reader, signal) => reader.read({ ...script, signal })),
      ...looksAt('imageGenerator', generators.all, (generator, signal) => generator.check(signal)),
      ...looksAt('speechSynthesizer', synthesizers.all, (synthesizer, signal) => synthesizer.check(signal)),
    ];
  }
}

function looksAt<Engine extends { readonly name: string }>(
  port: ChoicePort,
  engines: readonly Engine[],
  look: (engine: Engine, signal: AbortSignal) => Promise<unknown>,
): EngineProbe[] {
  return engines.flatMap((engine) => {
    const name = engineBehind(port, engine.name);
    return name ? [{ name, check: async (signal) => void (await look(engine, signal)) }] : [];
  });
}
