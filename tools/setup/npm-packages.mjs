import { spawnSync } from 'child_process';
import { existsSync, readFileSync } from 'fs';
import { join } from 'path';

/** Compares what npm says it installed (its own record in node_modules) with what the lockfile wants. */
export function npmPackagesAreMissing(root) {
  const record = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return true;
  // The pinned Node is one for Linux.
  if (process.platform === 'linux' && !existsSync(join(root, 'node_modules/.bin/node'))) return true;
  const installed = packagesIn(record);
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const isWrong = (path) => {
    if (!path.includes('node_modules/')) return false;
    // Packages for other systems are in the lockfile only.
    if (!installed[path]) return !wanted[path].optional;
    return installed[path].version !== wanted[path].version || installed[path].integrity !== wanted[path].integrity;
  };
  return Object.keys(wanted).some(isWrong);
}

const packagesIn = (lockfile) => JSON.parse(readFileSync(lockfile, 'utf8')).packages;

export function installNpmPackages(root, path) {
  console.error('Installing npm packages as locked (npm ci), about a minute ...');
  const env = { ...process.env, PATH: path };
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['inherit', 2, 'inherit'],
    env,
  });
  if (error || status !== 0) throw new Error(`npm ci failed${error ? `: ${error.message}` : ` with code ${status}`}`);
}
