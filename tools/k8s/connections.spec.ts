import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { connectionsBeside, connectionsOfReplica } from './connections.ts';

const root = join(import.meta.dirname, '../..');
const textOf = (path: string) => readFileSync(join(root, path), 'utf8');

function sourcesOf(app: string) {
  const folder = `apps/${app}/src`;
  const paths = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return paths.filter((path) => /(?<!spec|testing.*)\.ts$/.test(path)).map((path) => textOf(join(folder, path)));
}

describe('connections to Postgres', () => {
  const [, byDefault] = /databaseEnv = \(connections = (\d+)\)/.exec(textOf('libs/service/src/env.ts'))!; // else there is nothing to compare with

  it.each(Object.entries(connectionsOfReplica))('of a replica of %s are as its sources say', (app, known) => {
    const text = sourcesOf(app).join('\n');
    const [, pool] = /databaseEnv\((\d*)\)/.exec(textOf(`apps/${app}/src/env.ts`))!; // as above
    const listeners = text.match(/\bnotices\.listen\(/g)?.length ?? 0;

    expect(known).toEqual({
      pool: Number(pool || byDefault),
      beside: listeners + (text.includes('whileLeading(') ? 1 : 0),
    });
  });

  it('are opened by no other service', () => {
    const apps = readdirSync(join(root, 'apps')).filter((app) =>
      sourcesOf(app).some((text) => text.includes('DatabaseModule.forRoot(')),
    );

    expect(apps.sort()).toEqual(Object.keys(connectionsOfReplica).sort());
  });

  it('are those of docs/ops/node-sizes.md, and as many as compose has for one replica of each', () => {
    const table = [...textOf('docs/ops/node-sizes.md').matchAll(/^\| ([a-z-]+) \| \d+ \| [^|]+ \| (\d+) \|$/gm)];
    const { services } = parse(textOf('docker/compose.yaml'), { merge: true }) as {
      services: { postgres: { command: string[] } };
    };
    const [, allowed] = /max_connections=(\d+)/.exec(services.postgres.command.join())!; // as above
    const sums = Object.entries(connectionsOfReplica).map(([app, { pool, beside }]) => [app, pool + beside] as const);
    const wanted = sums.reduce((sum, [, count]) => sum + count, connectionsBeside);

    expect(table.map(([, app, count]) => [app, Number(count)])).toEqual(sums);
    expect(Number(allowed)).toBeGreaterThanOrEqual(wanted);
  });
});
