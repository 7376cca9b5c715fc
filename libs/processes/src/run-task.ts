import { AppError, isErrorCode } from '@polyspool/contracts/errors';
import type { ResourceLimits } from '@polyspool/processes/resource-limits';
import { runProgram } from '@polyspool/processes/run-program';
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
  readonly maxHeapMb?: number;
}

/**
 * What a task module exports as `run`. It runs as it lies there, from the sources too: at run time it imports packages and
 * built-in modules only, and says with an error's `code` what went wrong where the table has a word for that.
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
 * Throws the task's own error, `process.failed` where it crashed, or the reason of the signal.
 */
export async function runTask<Answer extends z.ZodType, Message extends z.ZodType>(
  task: TaskRun<Answer, Message>,
): Promise<z.output<Answer>> {
  const { name, from, input, signal, limits, maxHeapMb = 512 } = task;
  const reader = new AnswerReader(task);
  const extension = from.endsWith('.ts') ? 'ts' : 'js';
  const host = fileURLToPath(new URL(`./task-host.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url));
  await runProgram({
    command: process.execPath,
    args: [`--max-old-space-size=${maxHeapMb}`, host, new URL(`./${name}.${extension}`, from).href],
    stdin: JSON.stringify(input),
    signal,
    limits,
    onLine: (line) => reader.read(line),
  });
  return reader.answer();
}

class AnswerReader<Answer extends z.ZodType, Message extends z.ZodType> {
  #answered: { readonly value: unknown } | undefined;

  constructor(private readonly task: TaskRun<Answer, Message>) {}

  read(text: string) {
    if (!text.startsWith(recordMark)) return;
    const line = Line.parse(JSON.parse(text.slice(recordMark.length)));
    if ('fault' in line) throw faultOf(line.fault);
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
