import { AppError } from '@polyspool/contracts/errors';
import type { FilmScript, ScriptFormat, ScriptReaderName } from '@polyspool/contracts/film';
import type { Language } from '@polyspool/contracts/languages';
import type { EngineLabel } from '@polyspool/contracts/segments';
import type { Warning } from '@polyspool/contracts/warning';

export interface WrittenScript {
  readonly script: string;
  /** Found out where nothing is said. */
  readonly format?: ScriptFormat | undefined;
  /** Of the script itself, else its beginning, where nothing is said. */
  readonly title?: string | undefined;
  readonly language: Language;
  /** From which the scenes' own seeds follow. */
  readonly seed: number;
  readonly signal?: AbortSignal | undefined;
  /** Keeps what was dear to compute, as JSON, under what it follows from: it costs nothing when the same is read again. */
  readonly keep?: (<Result>(key: unknown, compute: () => Promise<Result>) => Promise<Result>) | undefined;
}

export interface ReadScript {
  readonly film: FilmScript;
  readonly warnings: readonly Warning[];
}

/**
 * Parts a script into scenes, each with what is seen, what is said, and a prompt for its picture. Throws `script.empty`,
 * `script.unreadable`, `script.tooManyScenes`, `script.tooLong`.
 */
export abstract class ScriptReader {
  abstract readonly name: ScriptReaderName;
  /** Part of the key under which what it read is kept. */
  abstract label(): Promise<EngineLabel>;
  abstract read(script: WrittenScript): Promise<ReadScript>;
}

/** Those that are configured. */
export class ScriptReaders {
  constructor(
    private readonly byName: ReadonlyMap<ScriptReaderName, ScriptReader>,
    private readonly standard: ScriptReaderName,
  ) {}

  get all(): readonly ScriptReader[] {
    return [...this.byName.values()];
  }

  /** Throws `engine.missing`. */
  choose(name: ScriptReaderName = this.standard): ScriptReader {
    const reader = this.byName.get(name);
    if (!reader) throw new AppError('engine.missing', `No reader of scripts called ${name} is set up here`);
    return reader;
  }
}
