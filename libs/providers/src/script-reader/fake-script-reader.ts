import type { ScriptReaderName } from '@polyspool/contracts/film';
import type { EngineLabel } from '@polyspool/contracts/segments';
import type { ReadScript, ScriptReader, WrittenScript } from './script-reader.js';

/** A scene for each line. For tests only. */
export class FakeScriptReader implements ScriptReader {
  calls = 0;

  constructor(readonly name: ScriptReaderName = 'rules') {}

  async label(): Promise<EngineLabel> {
    return { engine: 'fake', version: '1', quality: 'draft' };
  }

  async read({ script, title = 'A film', language, seed, signal }: WrittenScript): Promise<ReadScript> {
    signal?.throwIfAborted();
    this.calls += 1;
    const scenes = script.split('\n').map((text, index) => ({
      id: `scene-${index + 1}`,
      heading: '',
      action: '',
      lines: [{ text }],
      picturePrompt: text,
      seed: seed + index,
    }));
    return { film: { title, language, scenes }, warnings: [] };
  }
}
