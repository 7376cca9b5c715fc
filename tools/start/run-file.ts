import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivately } from './secrets.ts';

/** What scripts may know of a run while it lasts. */
export interface RunFile {
  readonly gatewayUrl: string;
  readonly consoleUrl: string;
  readonly userKey: string;
  readonly adminKey: string;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /** Process id of each service. */
  readonly pids: Readonly<Record<string, number>>;
  /** Process id of each private store. */
  readonly storePids: Readonly<Record<string, number>>;
}

export const runFilePath = (stateFolder: string) => join(stateFolder, 'run.json');

/** Replaced as a whole: a reader never sees half a file. */
export function writeRunFile(stateFolder: string, run: RunFile): void {
  const path = runFilePath(stateFolder);
  writePrivately(`${path}.new`, `${JSON.stringify(run, undefined, 2)}\n`);
  renameSync(`${path}.new`, path);
}

export function readRunFile(stateFolder: string): RunFile | undefined {
  const path = runFilePath(stateFolder);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as RunFile) : undefined;
}

export const removeRunFile = (stateFolder: string) => rmSync(runFilePath(stateFolder), { force: true });
