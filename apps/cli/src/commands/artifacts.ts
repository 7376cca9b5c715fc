import type { Artifact, JobHandle } from '@polyspool/sdk';
import type { Command } from 'commander';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, join, parse } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Session } from '../session.js';
import { printable } from '../show/printable.js';
import { artifactTable } from '../show/tables.js';

export function addArtifacts(program: Command, session: Session) {
  program
    .command('artifacts')
    .description('the files that a job has made')
    .argument('<job>', 'its id')
    .option('--tree', 'those of its parts too', false)
    .option('-o, --out <folder>', 'fetches them into it')
    .option('-n, --name <name>', 'only the file of this name')
    .action(async (id: string, { tree, out, name }: { tree: boolean; out?: string; name?: string }) => {
      const job = session.client.jobs.handle(id);
      if (out !== undefined) return saveArtifacts(session, job, out, { tree, name });
      const all = await job.artifacts({ tree, signal: session.around.signal });
      session.show(all.filter(named(name)), artifactTable);
    });
}

/** A file that breaks off leaves nothing under its name. */
export async function saveArtifacts(
  session: Session,
  job: JobHandle,
  folder: string,
  { tree = false, name }: { tree?: boolean; name?: string | undefined } = {},
) {
  const { signal } = session.around;
  const files = (await job.artifacts({ tree, signal })).filter(named(name));
  await mkdir(folder, { recursive: true });
  const taken = new Set<string>();
  for (const file of files) {
    const own = fileNameOf(file);
    const path = join(folder, freeName(tree ? `${file.jobId}-${own}` : own, taken));
    const partial = `${path}.part`;
    try {
      await pipeline(
        Readable.from(await session.client.artifacts.content(file.id, { signal })),
        createWriteStream(partial),
      );
      await rename(partial, path);
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
    if (!session.isJson) session.around.write(path);
  }
  if (session.isJson) session.around.write(JSON.stringify(files));
}

/** Names come from others: none leads out of the folder, or hides in it. */
function fileNameOf({ id, name }: Pick<Artifact, 'id' | 'name'>): string {
  const last = printable(basename(name.replaceAll('\\', '/'))).replace(/^\.+/, '');
  return last || id;
}

/** Of two files of one name both are kept. */
function freeName(name: string, taken: Set<string>): string {
  const { name: stem, ext } = parse(name);
  let free = name;
  for (let count = 2; taken.has(free); count += 1) free = `${stem}-${count}${ext}`;
  taken.add(free);
  return free;
}

const named = (name: string | undefined) => (file: Artifact) => name === undefined || file.name === name;
