import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The argument by which the Dockerfile takes what is built on this machine already, in place of its own stage `build`: that one
 * installs and builds everything once more.
 */
export function builtHere(root: string): string[] {
  const folder = join(root, '.polyspool/images/built');
  rmSync(folder, { recursive: true, force: true });
  const projects = ['apps', 'libs'].flatMap((parent) =>
    readdirSync(join(root, parent)).map((name) => join(parent, name, 'dist')),
  );
  const assembling = join('tools/images', 'assemble-app.ts');
  for (const path of [...projects, assembling].filter((one) => existsSync(join(root, one)))) {
    mkdirSync(dirname(join(folder, 'app', path)), { recursive: true });
    cpSync(join(root, path), join(folder, 'app', path), { recursive: true });
  }
  return ['--build-context', `build=${folder}`];
}
