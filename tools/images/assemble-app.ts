// `node assemble-app.ts <app> <built> <target>`, for docker/Dockerfile: of the workspace in <target>, where the modules of one
// app are installed, leaves that app and the libraries it needs, with what was built of them in <built>.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

const [app = '', built = '', target = ''] = process.argv.slice(2);
/** The gateway serves the page, too. */
const pages = app === 'gateway' ? ['apps/console'] : [];
const kept = closureOf(`apps/${app}`);

for (const folder of ['apps', 'libs'].flatMap((parent) =>
  readdirSync(join(target, parent)).map((n) => `${parent}/${n}`),
)) {
  if (kept.has(folder)) copyDist(folder);
  else if (!pages.includes(folder)) remove(folder);
}
for (const page of pages) {
  remove(page);
  copyDist(page);
}
for (const path of ['tools', 'package-lock.json', '.npmrc'])
  rmSync(join(target, path), { recursive: true, force: true });

/** Of declarations nothing is needed to run; a map says in a stack where the source was. */
function copyDist(folder: string) {
  const wanted = (path: string) =>
    !/\.(d\.ts|d\.ts\.map|tsbuildinfo)$/.test(path) && !basename(path).startsWith('testing');
  cpSync(join(built, folder, 'dist'), join(target, folder, 'dist'), { recursive: true, filter: wanted });
}

function remove(folder: string) {
  rmSync(join(target, folder), { recursive: true });
  rmSync(join(target, 'node_modules/@polyspool', basename(folder)), { force: true });
}

/** The app and, through all of them, the libraries in its dependencies. */
function closureOf(folder: string, found = new Set<string>()): Set<string> {
  if (found.has(folder)) return found;
  found.add(folder);
  const { dependencies = {} } = JSON.parse(readFileSync(join(target, folder, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  for (const name of Object.keys(dependencies).filter((one) => one.startsWith('@polyspool/'))) {
    const library = `libs/${basename(name)}`;
    if (existsSync(join(target, library))) closureOf(library, found);
  }
  return found;
}
