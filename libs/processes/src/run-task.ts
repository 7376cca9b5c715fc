import { AppError, isErrorCode } from '@polyspool/contracts/errors';
import type { ResourceLimits } from './resource-limits.js';
import { runProgram } from './run-program.js';
import { TaskWatch } from './task-watch.js';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export interface TaskRun<Answer extends z.ZodType, Message extends z.ZodType> {
  /** A module that exports `run` (see `Task`), without its extension, beside the module at `from`. */
  readonly name: string;
  /** `import.meta.url` */
  readonly from: string;
  /** Goes through JSON. */
  readonly input: unknown;
  readonly answer: Answer;
  readonly message?: Message;
  readonly onMessage?: (message: z.output<Message>) => void;
  readonly signal?: AbortSignal;
  readonly limits?: ResourceLimits;
  /** Of objects of the language; buffers and native code are not in it. */
  readonly maxHeapMb?: number;
  /** Of all memory, with all that it starts. */
  readonly maxRssBytes?: number;
  readonly timeoutMs?: number;
  /** A task that tells nothing for so long is stuck. */
  readonly quietMs?: number;
}

/**
 * What a task module exports as `run`. It runs as it lies there, from the sources too, and says with an error's `code` what
 * went wrong where the table has a word for that.
 */
export type Task<Input, Message = never> = (input: Input, tell: (message: Message) => void) => unknown;

/** Before each line that is meant for us (RFC 7464): native engines write to stdout what they like. */
export const recordMark = '\u001e';

const Line = z.union([
  z.strictObject({ message: z.unknown() }),
  z.strictObject({ answer: z.unknown() }),
  z.strictObject({ fault: z.object({ code: z.string(), detail: z.string() }) }),
]);

/**
 * Runs CPU-bound or native code in a Node process of its own, of which nothing is left afterwards, and gives back what it answers.
 * Throws the task's own error, `process.failed` where it crashed, `process.timedOut`, `process.outOfMemory`, or the reason of
 * the signal.
 */
export async function runTask<Answer extends z.ZodType, Message extends z.ZodType>(
  task: TaskRun<Answer, Message>,
): Promise<z.output<Answer>> {
  const { name, from, input, limits, maxRssBytes, maxHeapMb = 512 } = task;
  const module = new URL(`./${name}.${extensionOf(from)}`, from);
  const watch = new TaskWatch(task);
  const reader = new AnswerReader(task, () => watch.heard());
  try {
    await runProgram({
      command: process.execPath,
      name,
      args: [`--max-old-space-size=${maxHeapMb}`, ...sourceArguments(module.href), beside('task-host'), module.href],
      stdin: JSON.stringify(input),
      signal: watch.signal,
      limits,
      maxRssBytes,
      onLine: (line) => reader.read(line),
    });
  } catch (error) {
    throw isHeapFull(error) ? new AppError('process.outOfMemory', `${name} needed more than ${maxHeapMb} MB`) : error;
  } finally {
    watch.end();
  }
  return reader.answer();
}

/** What Node says when it gives up. */
const isHeapFull = (error: unknown) => error instanceof AppError && error.message.includes('heap out of memory');

const extensionOf = (url: string) => (url.endsWith('.ts') ? 'ts' : 'js');

const beside = (name: string) => fileURLToPath(new URL(`./${name}.${extensionOf(import.meta.url)}`, import.meta.url));

/** Tests run from the sources, and so do the tasks that they start. */
const sourceArguments = (url: string) =>
  extensionOf(url) === 'ts'
    ? ['--conditions=@polyspool/source', '--experimental-transform-types', '--import', beside('resolve-sources')]
    : [];

class AnswerReader<Answer extends z.ZodType, Message extends z.ZodType> {
  #answered: { readonly value: unknown } | undefined;

  constructor(
    private readonly task: TaskRun<Answer, Message>,
    private readonly onMessage: () => void,
  ) {}

  read(text: string) {
    if (!text.startsWith(recordMark)) return;
    const line = Line.parse(JSON.parse(text.slice(recordMark.length)));
    if ('fault' in line) throw faultOf(line.fault);
    this.onMessage();
    if ('answer' in line) this.#answered = { value: line.answer };
    else if (this.task.message) this.task.onMessage?.(this.task.message.parse(line.message));
  }

  answer(): z.output<Answer> {
    if (!this.#answered) throw new AppError('process.failed', `The task ${this.task.name} ended without an answer`);
    return this.task.answer.parse(this.#answered.value);
  }
}

const faultOf = ({ code, detail }: { readonly code: string; readonly detail: string }) =>
  new AppError(isErrorCode(code) ? code : 'process.failed', detail);
