import { spawnSync } from 'child_process';
import { existsSync, mkdirSync, readdirSync, rmdirSync, unlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import { createInterface } from 'readline';
import { missingFor } from './system-packages.mjs';

/** Says what is missing and why, asks, installs. Throws where it must not or cannot install. */
export async function provideSystemPackages(command, sayYes) {
  const missing = missingFor(command);
  if (missing.length === 0) return;
  console.log(`\nMissing on this machine:\n${listOf(missing)}\n`);
  const names = missing.map((one) => one.name);
  if (!(await mayInstall(names, sayYes)))
    throw new Error(`Install them and run it again:\n\n  ${handCommand(names)}\n`);
  installQuietly(names);
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

function installQuietly(names) {
  if (process.getuid() !== 0) return asRoot(process.execPath, [new URL(import.meta.url).pathname, ...names]);
  const withdraw = forbidServices();
  const before = startedAtBoot();
  const leave = () => process.exit(130);
  process.once('SIGINT', leave);
  process.once('exit', withdraw);
  try {
    asRoot('apt-get', ['update', '-q']);
    asRoot('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names]);
    for (const unit of startedAtBoot()) if (!before.has(unit)) keepOffAtBoot(unit);
  } finally {
    process.off('exit', withdraw);
    process.off('SIGINT', leave);
    withdraw();
  }
}

function asRoot(program, args) {
  const sudo = process.getuid() !== 0;
  const env = ['DEBIAN_FRONTEND=noninteractive', 'NEEDRESTART_MODE=l'];
  const [command, ...rest] = [...(sudo ? ['sudo'] : []), 'env', ...env, program, ...args];
  const { status, error } = spawnSync(command, rest, { stdio: 'inherit' });
  if (error || status !== 0)
    throw new Error(`${program} failed${error ? `: ${error.message}` : ` with code ${status}`}`);
}

/** For as long as it lasts: packages start no service and PostgreSQL makes no cluster. Answers how to take it back. */
function forbidServices() {
  const written = [];
  const write = (path, text, mode) => {
    if (existsSync(path)) return;
    writeFileSync(path, text, { mode });
    written.push(path);
  };
  const folders = ['/etc/postgresql-common', '/etc/postgresql-common/createcluster.d'].filter(
    (path) => !existsSync(path),
  );
  for (const folder of folders) mkdirSync(folder);
  write('/usr/sbin/policy-rc.d', '#!/bin/sh\nexit 101\n', 0o755);
  write('/etc/postgresql-common/createcluster.d/polyspool.conf', 'create_main_cluster = false\n', 0o644);
  return () => {
    for (const path of written) if (existsSync(path)) unlinkSync(path);
    for (const path of folders.reverse()) if (existsSync(path) && readdirSync(path).length === 0) rmdirSync(path);
  };
}

const bootFolder = '/etc/systemd/system/multi-user.target.wants';

function startedAtBoot() {
  const units = existsSync(bootFolder) ? readdirSync(bootFolder) : [];
  const scripts = existsSync('/etc/rc3.d') ? readdirSync('/etc/rc3.d').filter((name) => name.startsWith('S')) : [];
  return new Set([...units, ...scripts.map((name) => `${name.slice(3)}.service`)]);
}

function keepOffAtBoot(unit) {
  const name = unit.replace(/\.service$/, '');
  if (existsSync(`/etc/init.d/${name}`)) asRoot('update-rc.d', [name, 'disable']);
  // Where there is no systemd, packages leave its links all the same.
  if (existsSync('/usr/bin/systemctl')) asRoot('systemctl', ['disable', unit]);
  else if (existsSync(join(bootFolder, unit))) unlinkSync(join(bootFolder, unit));
}

// Started again by itself under sudo: only the installation runs as root.
if (process.argv[1] === new URL(import.meta.url).pathname) installQuietly(process.argv.slice(2));
