import { spawn } from 'node:child_process';

const beside = (file: string) => new URL(file, import.meta.url).href;

/** A Node process of its own that runs a module from the sources, which finds this folder's files as `from('name.ts')`. */
export function startNode(script: (from: (file: string) => string) => string, uid?: number) {
  const flags = ['--conditions=@polyspool/source', '--experimental-transform-types', '--no-warnings'];
  const module = ['--import', beside('resolve-sources.ts'), '--input-type=module', '-e'];
  return spawn(process.execPath, [...flags, ...module, script((file) => JSON.stringify(beside(file)))], {
    uid,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}
