import { inputError } from '../input.js';
import type { CeleryTask, FinishedTask } from './celery-task.js';
import { contentResults, contentTasks } from './content-tasks.js';
import { corpusResults, corpusTasks } from './corpus-tasks.js';
import { documentResults, documentTasks } from './document-tasks.js';
import { filmResults, filmTasks } from './film-tasks.js';
import { officeResults, officeTasks } from './office-tasks.js';
import { videoResults, videoTasks } from './video-tasks.js';

/** Every Celery task of the systems before this one, by its name without the module that it was in. */
export const celeryTasks: ReadonlyMap<string, CeleryTask> = new Map(
  Object.entries({ ...videoTasks, ...contentTasks, ...documentTasks, ...filmTasks, ...corpusTasks, ...officeTasks }),
);

const results = new Map([
  ...videoResults,
  ...contentResults,
  ...documentResults,
  ...filmResults,
  ...corpusResults,
  ...officeResults,
]);

/** `langflix.tasks.tasks.cleanup_old_files` is `cleanup_old_files`. */
export const celeryTaskNamed = (name: string) => celeryTasks.get(name.slice(name.lastIndexOf('.') + 1));

export interface CalledWith {
  readonly args: readonly unknown[];
  readonly kwargs: Readonly<Record<string, unknown>>;
}

/** What is asked for here by a call there. Throws `input.invalid`, as Python would a TypeError. */
export function requestOf({ parameters, request }: CeleryTask, { args, kwargs }: CalledWith) {
  const names = Object.keys(parameters.shape);
  if (args.length > names.length) throw refused('/args', `Takes ${names.length} arguments, and ${args.length} came`);
  const positional = args.map((value, index) => [names[index]!, value] as const); // not more than there are names
  const twice = positional.find(([name]) => Object.hasOwn(kwargs, name));
  if (twice) throw refused(`/kwargs/${twice[0]}`, `Came twice: in its place, and by name`);
  const parsed = parameters.safeParse({ ...Object.fromEntries(positional), ...kwargs });
  if (parsed.success) return request(parsed.data);
  throw inputError(parsed.error.issues.map((issue) => ({ ...issue, path: ['kwargs', ...issue.path] })));
}

/** What its task would have answered; its own output where there was no such task. */
export const taskResultOf = (type: string, finished: FinishedTask): unknown =>
  results.get(type)?.(finished) ?? finished.output;

const refused = (path: string, message: string) =>
  inputError([{ code: 'custom', path: path.split('/').slice(1), message, input: undefined }]);
