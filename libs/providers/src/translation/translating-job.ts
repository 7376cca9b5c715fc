import type { EngineName } from '@polyspool/contracts/engines';

/** What work with engines needs of the job that it is part of. */
export interface TranslatingJob {
  readonly signal: AbortSignal;
  /** Computes once: whoever asks with the same name and key parts later gets the kept result. */
  step<Result>(name: string, keyParts: readonly unknown[], compute: () => Promise<Result>): Promise<Result>;
  /** One call to an engine, in its turn. */
  call<Answer>(engine: EngineName, work: () => Promise<Answer>): Promise<Answer>;
}
