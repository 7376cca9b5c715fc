import type { EngineName } from '@polyspool/contracts/engines';
import type { TranslatingJob } from './translating-job.js';

/** Keeps steps in memory, and counts calls. For tests only. */
export class FakeTranslatingJob implements TranslatingJob {
  readonly calls: EngineName[] = [];
  private readonly kept = new Map<string, string>();

  constructor(readonly signal: AbortSignal = new AbortController().signal) {}

  step = async <Result>(name: string, keyParts: readonly unknown[], compute: () => Promise<Result>) => {
    const key = JSON.stringify([name, ...keyParts]);
    const known = this.kept.get(key) ?? JSON.stringify(await compute());
    this.kept.set(key, known);
    return JSON.parse(known) as Result;
  };

  call = async <Answer>(engine: EngineName, work: () => Promise<Answer>) => {
    this.calls.push(engine);
    return work();
  };
}
