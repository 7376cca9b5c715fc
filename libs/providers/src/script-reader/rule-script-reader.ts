import { FilmScript } from '@polyspool/contracts/film';
import type { EngineLabel } from '@polyspool/contracts/segments';
import { Warning } from '@polyspool/contracts/warning';
import { runTask } from '@polyspool/processes/run-task';
import { z } from 'zod';
import type { ReadScript, ScriptReader, WrittenScript } from './script-reader.js';

/** Of the rules: scenes that others have made may be other ones. */
const version = '1';

const Answer = z.object({ film: FilmScript, warnings: z.array(Warning) });
const timeoutMs = 60_000;

/** Prose, Markdown, Fountain and JSON by their marks alone, in a process of its own: a script may be made to be slow. */
export class RuleScriptReader implements ScriptReader {
  readonly name = 'rules';

  async label(): Promise<EngineLabel> {
    return { engine: 'rules', version, quality: 'draft' };
  }

  async read({ signal, ...input }: WrittenScript): Promise<ReadScript> {
    const task = { name: 'read-script.task', from: import.meta.url, answer: Answer, input, timeoutMs };
    return runTask({ ...task, ...(signal && { signal }) });
  }
}
