import { spawnSync } from 'child_process';
import { existsSync, readFileSync } from 'fs';
import { delimiter, join } from 'path';
import { fileURLToPath } from 'url';
import { npmPackagesAreMissing } from './npm-packages.mjs';

export const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');

/** npm puts this checkout's programs first in PATH; what installs them has to be the machine's own. */
export const machinePath = (process.env.PATH || '')
  .split(delimiter)
  .filter((folder) => !folder.includes(join('node_modules', '.bin')) && !folder.includes('node-gyp-bin'))
  .join(delimiter);

/** Why this machine cannot run `command`, or nothing. */
export function adviceAgainst(command) {
  if (process.platform !== 'linux' || !existsSync('/etc/debian_version')) {
    return 'Polyspool starts on Debian and Ubuntu. Elsewhere: run it in a Debian container or virtual machine.';
  }
  if (!npmPackagesAreMissing(root)) return atLeast(process.version, 20, 19) ? '' : cure(command, process.version, '');
  const node = versionOf('node');
  const npm = versionOf('npm');
  return atLeast(node, 20, 19) && atLeast(npm, 10, 0) ? '' : cure(command, node, npm);
}

/** npm of an old Node leaves out packages that a newer one needs, and says nothing: a newer pair has to install. */
function cure(command, node, npm) {
  const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const name = `node-linux-${process.arch}`;
  const pair = `--package=${name}@${optionalDependencies[name] || '24'} --package=npm@11.19.1`;
  return [
    `Polyspool needs Node >= 20.19 and npm >= 10. Here: Node ${node || 'missing'}${npm ? `, npm ${npm}` : ''}.`,
    'This line brings a Node of its own and goes on:',
    '',
    `  npm exec --yes ${pair} -c 'npm ci' && npm run ${command || 'demo'}`,
    '',
  ].join('\n');
}

function versionOf(program) {
  const { stdout } = spawnSync(program, ['--version'], {
    encoding: 'utf8',
    env: Object.assign({}, process.env, { PATH: machinePath }),
  });
  return (stdout || '').trim();
}

function atLeast(version, major, minor) {
  const [ours = 0, its = 0] = version.replace('v', '').split('.').map(Number);
  return ours > major || (ours === major && its >= minor);
}
