import type { ScriptFormat } from '@polyspool/contracts/film';
import type { Task } from '@polyspool/processes/run-task';
import type { FilmFacts } from './in-scenes.js';
import { readByRules } from './read-by-rules.js';

interface Question extends FilmFacts {
  readonly script: string;
  readonly format?: ScriptFormat;
}

export const run: Task<Question> = ({ script, format, ...facts }) => readByRules(script, format, facts);
