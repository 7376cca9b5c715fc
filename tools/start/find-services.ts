import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface FoundService {
  readonly name: string;
  readonly folder: string;
  /** What follows `node` in its start script. */
  readonly nodeArgs: readonly string[];
  /** Workers know engines and queues, never the database. */
  readonly isWorker: boolean;
}

/** Every app that says how it is started; a new one needs no line here. */
export function findServices(root: string): FoundService[] {
  const apps = join(root, 'apps');
  return readdirSync(apps)
    .filter((name) => existsSync(join(apps, name, 'package.json')))
    .flatMap((name) => describeService(name, join(apps, name)));
}

function describeService(name: string, folder: string): FoundService[] {
  const { scripts, nx } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    scripts?: Record<string, string>;
    nx?: { tags?: string[] };
  };
  if (!scripts?.start) return [];
  const [program, ...nodeArgs] = scripts.start.split(/\s+/);
  if (program !== 'node') throw new Error(`apps/${name}: the start script must begin with node`);
  return [{ name, folder, nodeArgs, isWorker: nx?.tags?.includes('scope:work') ?? false }];
}
