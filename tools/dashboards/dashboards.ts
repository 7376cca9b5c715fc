// `npm run dashboards [-- --check | --check-live]`: writes what Grafana and Prometheus read, or looks whether it is as it should be.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkLive } from './check-live.ts';
import { madeFiles, repository } from './made-files.ts';

const flags = new Set(process.argv.slice(2));
const folder = join(repository, 'docker/grafana/dashboards');
const made = madeFiles();

if (flags.has('--check-live')) {
  process.exitCode = (await checkLive()) ? 0 : 1;
} else if (flags.has('--check')) {
  const changed = [...made].filter(([path, text]) => textAt(path) !== text).map(([path]) => path);
  for (const path of [...changed, ...leftovers()])
    console.error(`${path} is not what tools/dashboards makes: npm run dashboards`);
  process.exitCode = changed.length || leftovers().length ? 1 : 0;
} else {
  for (const path of leftovers()) rmSync(join(repository, path));
  for (const [path, text] of made) {
    mkdirSync(dirname(join(repository, path)), { recursive: true });
    writeFileSync(join(repository, path), text);
  }
  console.log(`${made.size} files written`);
}

function textAt(path: string) {
  return existsSync(join(repository, path)) ? readFileSync(join(repository, path), 'utf8') : undefined;
}

/** Dashboards that are made no more. */
function leftovers() {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
  return files.map((file) => `docker/grafana/dashboards/${file}`).filter((path) => !made.has(path));
}
