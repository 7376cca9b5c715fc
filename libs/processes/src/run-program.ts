import { SpanStatusCode, trace, type Span } from '@opentelemetry/api';
import { AppError } from '@polyspool/contracts/errors';
import { basename } from 'node:path';
import { findExecutable, searchPath } from './find-executable.js';
import { OutputCollector } from './output-collector.js';
import { ProcessGroup, type Exit } from './process-group.js';
import { limitArguments, type ResourceLimits } from './resource-limits.js';
import { watchMemory } from './watch-memory.js';

export interface Program {
  /** A name to be found in PATH, or a path. */
  readonly command: string;
  readonly args: readonly string[];
  /** What it is called where its usage is told; the name of the command where nothing is said. */
  readonly name?: string;
  /** Ends the program: TERM, KILL after `graceMs`. The call then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly cwd?: string;
  /** All that the program sees beside PATH and LANG. */
  readonly env?: Readonly<Record<string, string>>;
  /** Nothing to read where it is not given. */
  readonly stdin?: string | Uint8Array;
  readonly limits?: ResourceLimits;
  /** Gets each line of stdout as it comes; stdout is then not kept. */
  readonly onLine?: (line: string) => void;
  /** Of stdout; of one line where there is `onLine`. A program that writes more is ended and has failed. */
  readonly maxOutputBytes?: number;
  readonly timeoutMs?: number;
  /** Of memory, with all that it starts. A program that holds more is ended and has failed: `process.outOfMemory`. */
  readonly maxRssBytes?: number;
  readonly graceMs?: number;
}

export interface ProgramOutput {
  readonly stdout: string;
  /** The end of it: at most 64 KB. */
  readonly stderr: string;
}

const detailLength = 2000;

/**
 * Runs a program to its end, in a group of its own, of which nothing is left afterwards.
 * Throws `process.missing`, `process.failed`, `process.outOfMemory`, or the reason of the signal.
 */
export async function runProgram(program: Program): Promise<ProgramOutput> {
  program.signal?.throwIfAborted();
  const name = basename(program.command);
  const span = trace
    .getTracer('polyspool')
    .startSpan(`exec ${name}`, { attributes: { 'process.executable.name': name } });
  try {
    return await runTraced(program, span);
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.message : String(error) });
    throw error;
  } finally {
    span.end();
  }
}

async function runTraced(program: Program, span: Span): Promise<ProgramOutput> {
  const { command, args, cwd, stdin, limits, graceMs = 1000, name = basename(command) } = program;
  const env = { PATH: searchPath, LANG: 'C.UTF-8', ...program.env };
  const executable = await findExecutable(command, env.PATH);
  program.signal?.throwIfAborted();

  const options = { cwd, env, stdin, program: name };
  const group = new ProcessGroup([...limitArguments(limits), executable, ...args], options);
  let stopped: { reason: unknown } | undefined;
  const stop = (reason: unknown) => {
    stopped ??= { reason };
    group.terminate(graceMs);
  };
  const output = new OutputCollector(group, program, stop);
  const release = stopOn(program, stop);
  const unwatch = watchMemory(group.id, program, stop);
  const exit = await group.ended.finally(() => {
    release();
    unwatch();
  });
  output.end();

  if (exit.code !== null) span.setAttribute('process.exit.code', exit.code);
  if (stopped) throw stopped.reason;
  if (exit.code !== 0) throw new AppError('process.failed', failureOf(basename(command), exit, output.stderr));
  return { stdout: output.stdout, stderr: output.stderr };
}

/** Calls `stop` on abort and timeout until it is released. */
function stopOn({ command, signal, timeoutMs }: Program, stop: (reason: unknown) => void) {
  const onAbort = () => stop(signal?.reason);
  const onTimeout = () =>
    stop(new AppError('process.failed', `${basename(command)} did not end within ${timeoutMs} ms`));
  const timer = timeoutMs === undefined ? undefined : setTimeout(onTimeout, timeoutMs);
  signal?.addEventListener('abort', onAbort, { once: true });
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  };
}

/** Without the arguments and the environment: they may hold secrets. */
function failureOf(name: string, { code, signal }: Exit, stderr: string) {
  const how = signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
  const said = stderr.trim().slice(-detailLength);
  return said ? `${name} ${how}: ${said}` : `${name} ${how}`;
}
