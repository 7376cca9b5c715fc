import type { ProvenanceClaims } from '@polyspool/contracts/provenance';
import type { EngineLabel } from '@polyspool/contracts/segments';

export type ScriptSource = Pick<ProvenanceClaims, 'engine' | 'version' | 'source'>;

/** Scenes as somebody has sent them: nobody here knows who wrote them. */
export const givenScript: ScriptSource = { engine: 'given', source: 'composite' };

/** The words are those of the script, whoever wrote it; a model adds prompts. */
export function scriptSource({ engine, version }: EngineLabel): ScriptSource {
  const source = engine === 'rules' ? 'composite' : 'compositeWithTrainedAlgorithmicMedia';
  return { engine, ...(version !== undefined && { version }), source };
}
