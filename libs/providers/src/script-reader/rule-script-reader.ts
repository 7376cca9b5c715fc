import { AppError, type ErrorCode } from '@polyspool/contracts/errors';
import { FilmScript } from '@polyspool/contracts/film';
import type { EngineLabel } from '@polyspool/contracts/segments';
import { Warning } from '@polyspool/contracts/warning';
import { runTask } from '@polyspool/processes/run-task';
import { z } from 'zod';
import type { ReadScript, ScriptReader, WrittenScript } from './script-reader.js';

/** Of the rules: scenes that others have made may be other ones. */
const version = '1';

const Answer = z.object({ film: FilmScript, warnings: z.array(Warning) });
/** What a script has done to the process: the same one does it again. */
const faults = new Set<ErrorCode>(['process.timedOut', 'process.outOfMemory']);

/** Prose, Markdown, Fountain and JSON by their marks alone, in a process of its own: a script may be made to be slow. */
export class RuleScriptReader implements ScriptReader {
  readonly name = 'rules';

  constructor(private readonly timeoutMs = 60_000) {}

  async label(): Promise<EngineLabel> {
    return { engine: 'rules', version, quality: 'draft' };
  }

  async read({ signal, keep: _, ...input }: WrittenScript): Promise<ReadScript> {
    const { timeoutMs } = this;
    const task = { name: 'read-script.task', from: import.meta.url, answer: Answer, input, timeoutMs };
    try {
      return await runTask({ ...task, ...(signal && { signal }) });
    } catch (cause) {
      if (!(cause instanceof AppError) || !faults.has(cause.code)) throw cause;
      throw new AppError('script.unreadable', `It cannot be read within ${timeoutMs / 1_000} s`, { cause });
    }
  }
}
