import type { JobHandle, Polyspool } from '@polyspool/sdk';
import { SingleBar } from 'cli-progress';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { openAsBlob } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Session } from '../session.js';
import { watchJob } from '../show/watch-job.js';
import { saveArtifacts } from './artifacts.js';
import { inputOf } from './parse-input.js';

interface Options {
  readonly file?: string;
  readonly input?: string;
  readonly priority?: 'low' | 'normal' | 'high' | 'urgent';
  readonly project?: string;
  readonly at?: string;
  readonly expires?: string;
  readonly idempotencyKey?: string;
  readonly watch: boolean;
  readonly out?: string;
}

export function addSubmit(program: Command, session: Session) {
  program
    .command('submit')
    .description('asks for a job; with --file the file is uploaded first')
    .argument('<type>', 'its kind, as `polyspool registered` or `polyspool kinds` lists them')
    .argument('[input...]', 'name=text, name:=json')
    .option('-f, --file <path>', 'uploaded, and given to the job as `uploadId`')
    .option('-i, --input <json>', 'the whole input as JSON; @path reads a file, - reads standard input')
    .addOption(new Option('-p, --priority <priority>').choices(['low', 'normal', 'high', 'urgent']))
    .option('--project <id>', 'its members see the job')
    .option('--at <time>', 'not before then (ISO 8601)')
    .option('--expires <time>', 'not begun by then, it ends as expired')
    .option('--idempotency-key <key>', 'the same key and input are the same job, for 24 hours')
    .option('-w, --watch', 'to its end; the exit code is that of the job', false)
    .option('-o, --out <folder>', 'then its files are fetched into it; waits, too')
    .action(async (type: string, pairs: string[], options: Options) => {
      const job = await submit(
        session,
        type,
        { ...(await wholeInput(session, options.input)), ...inputOf(pairs) },
        options,
      );
      if (!options.watch && options.out === undefined) {
        return session.show(job.known, () => `${job.id}\nTo watch it: polyspool watch ${job.id}`);
      }
      await watchJob(session, job);
      if (options.out !== undefined) await saveArtifacts(session, job, options.out);
    });
}

async function submit(
  session: Session,
  type: string,
  input: Record<string, unknown>,
  options: Options,
): Promise<JobHandle> {
  const { client } = session;
  const uploadId = options.file === undefined ? undefined : await upload(session, client, options.file);
  return client.jobs.submit(
    type,
    { ...input, ...(uploadId && { uploadId }) },
    {
      ...{ priority: options.priority, projectId: options.project, runAt: options.at, expiresAt: options.expires },
      ...{ idempotencyKey: options.idempotencyKey, signal: session.around.signal },
    },
  );
}

/** Its id. With a bar, where somebody looks. */
export async function upload({ around, isJson }: Session, client: Polyspool, path: string): Promise<string> {
  const size = await stat(path).catch((error: unknown) => {
    throw new InvalidArgumentError(`${path} cannot be read: ${(error as Error).message}`);
  });
  if (!size.isFile()) throw new InvalidArgumentError(`${path} is no file`);
  const bar = around.terminal && !isJson ? uploadBar(around.terminal) : undefined;
  try {
    const { id } = await client.uploads.create(await openAsBlob(path), {
      name: basename(path),
      signal: around.signal,
      onProgress: ({ sentBytes }) => {
        if (bar && !bar.isActive) bar.start(size.size, 0);
        bar?.update(sentBytes);
      },
    });
    return id;
  } finally {
    bar?.stop();
  }
}

const uploadBar = (stream: NodeJS.WriteStream) =>
  new SingleBar({ stream, format: '{bar} {percentage} %  upload', barsize: 24, hideCursor: true, gracefulExit: false });

async function wholeInput({ around }: Session, source: string | undefined): Promise<Record<string, unknown>> {
  if (source === undefined) return {};
  const written =
    source === '-'
      ? await text(around.stdin)
      : source.startsWith('@')
        ? await readFile(source.slice(1), 'utf8')
        : source;
  const input = jsonOf(written);
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input as Record<string, unknown>;
  throw new InvalidArgumentError('--input is a JSON object');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidArgumentError(`--input is no JSON: ${(error as Error).message}`);
  }
}
