import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findServices } from '../start/find-services.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'docs/ops/bare-metal');

/** A service as systemd or supervisor is told to run it. */
export interface DescribedService {
  readonly name: string;
  readonly app: string;
  /** Below /etc/polyspool; later ones go before earlier ones. */
  readonly envFiles: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly stopSeconds: number;
  readonly settings: Readonly<Record<string, string>>;
}

/** All that `npm start` would run but the bridge, which is for those who have clients of Celery. */
const services = findServices(root).filter(({ name }) => name !== 'celery-bridge');

/** One unit for services, another one for workers; both have the name behind the `@`, and what is for one alone in a folder beside. */
export const ofSystemd = (): DescribedService[] =>
  services.map(({ name: app, isWorker }) => {
    const name = app.replace(/-worker$/, '');
    const kind = isWorker ? 'polyspool-worker' : 'polyspool';
    const files = [`${kind}@.service`, ...globSync(`${kind}@${name}.service.d/*.conf`, { cwd: folder })];
    const unit = files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
    const valuesOf = (key: string) =>
      [...unit.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value]) => value!.replaceAll('%i', name));
    return {
      name,
      app,
      envFiles: valuesOf('EnvironmentFile').map((path) => path.replace('/etc/polyspool/', '')),
      environment: Object.fromEntries(valuesOf('Environment').flatMap((line) => line.split(' ').map(pairOf))),
      stopSeconds: Number(valuesOf('TimeoutStopSec').at(-1)),
      settings: { command: valuesOf('ExecStart')[0]!, memoryMax: valuesOf('MemoryMax')[0]! }, // every unit has one
    };
  });

export function ofSupervisor(): DescribedService[] {
  const [, ...programs] = readFileSync(join(folder, 'supervisor.conf'), 'utf8').split(/^\[program:polyspool-/m);
  return programs.map((program) => {
    const lines = program.split('\n').filter((line) => /^\w+=/.test(line));
    const settings = Object.fromEntries(lines.map(pairOf));
    const { command = '', environment = '', stopwaitsecs } = settings;
    return {
      name: program.split(']', 1)[0]!.replace(/-worker$/, ''),
      app: /apps\/([\w-]+)\//.exec(command)?.[1] ?? '',
      envFiles: [...command.matchAll(/--env-file=\/etc\/polyspool\/(\S+)/g)].map(([, path]) => path!),
      environment: Object.fromEntries(
        [...environment.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value]),
      ),
      stopSeconds: Number(stopwaitsecs),
      settings,
    };
  });
}

const pairOf = (line: string): [string, string] => {
  const at = line.indexOf('=');
  return [line.slice(0, at), line.slice(at + 1)];
};
