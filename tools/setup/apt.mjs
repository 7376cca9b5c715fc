import { spawnSync } from 'child_process';
import { existsSync } from 'fs';
import { createInterface } from 'readline';
import { fileURLToPath } from 'url';
import { leftoversOf, removeAll } from './forbid-services.mjs';
import { installAsRoot } from './install-as-root.mjs';
import { Interruptible } from './interruptible.mjs';
import { missingFor } from './system-packages.mjs';

/** Says what is missing and why, asks, installs. Throws where it must not or cannot install. */
export async function provideSystemPackages(command, sayYes) {
  tellLeftovers();
  const missing = missingFor(command);
  if (missing.length === 0) return;
  console.log(`\nMissing on this machine:\n${listOf(missing)}\n`);
  const names = missing.map((one) => one.name);
  if (!(await mayInstall(names, sayYes)))
    throw new Error(`Install them and run it again:\n\n  ${handCommand(names)}\n`);
  await install(names);
  const still = missingFor(command);
  if (still.length === 0) return;
  throw new Error(`Still missing after the installation (PostgreSQL must be 15 or newer):\n${listOf(still)}`);
}

export const listOf = (packages) => packages.map(({ name, why }) => `  ${name.padEnd(22)} ${why}`).join('\n');
export const handCommand = (names) =>
  ['update', `install --no-install-recommends ${names.join(' ')}`].map((what) => `${sudo}apt-get ${what}`).join(' && ');
const sudo = process.getuid() === 0 ? '' : 'sudo ';

async function mayInstall(names, sayYes) {
  if (!existsSync('/usr/bin/apt-get')) return false;
  const asks = process.stdin.isTTY && process.stdout.isTTY;
  if (process.getuid() !== 0 && !canSudo(asks)) return false;
  if (sayYes || process.env.CI) return true;
  return asks ? await confirmed(`Install them with apt-get? Services stay off. [y/N] `) : false;
}

/** Without a terminal sudo must not ask for a password: nobody would answer. */
function canSudo(asks) {
  if (!existsSync('/usr/bin/sudo')) return false;
  return asks || spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
}

function confirmed(question) {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  return new Promise((resolve) => {
    terminal.once('close', () => resolve(false));
    terminal.question(question, (answer) => {
      resolve(/^y(es)?$/i.test(answer.trim()));
      terminal.close();
    });
  });
}

async function install(names) {
  if (process.getuid() === 0) return installAsRoot(names);
  const programs = new Interruptible();
  const installer = fileURLToPath(new URL('./install-as-root.mjs', import.meta.url));
  await programs.run('sudo', [process.execPath, installer, ...names]).finally(() => programs.release());
}

function tellLeftovers() {
  const left = leftoversOf();
  if (left.length === 0) return;
  if (process.getuid() === 0) removeAll(left);
  const paths = left.join(' ');
  console.log(
    process.getuid() === 0
      ? `Removed what an earlier setup, which was killed, has left: ${paths}`
      : `An earlier setup was killed. Until you remove what it left, no package starts its service:\n\n  sudo rm ${paths}\n`,
  );
}
