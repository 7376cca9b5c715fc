import { existsSync, readdirSync, unlinkSync } from 'fs';
import { join } from 'path';
import { forbidServices } from './forbid-services.mjs';
import { Interruptible } from './interruptible.mjs';

/** Afterwards no service runs, or starts with the machine, that did not before; and nothing of our own is left. */
export async function installAsRoot(names, machine = '/') {
  const programs = new Interruptible();
  const withdraw = forbidServices(machine);
  process.once('exit', withdraw);
  try {
    const before = startedAtBoot(machine);
    await programs.run('apt-get', ['update', '-q']);
    await programs.run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names]);
    for (const unit of startedAtBoot(machine)) if (!before.has(unit)) await keepOffAtBoot(unit, programs, machine);
  } finally {
    process.off('exit', withdraw);
    withdraw();
    programs.release();
  }
}

const bootFolder = 'etc/systemd/system/multi-user.target.wants';

function startedAtBoot(machine) {
  const namesIn = (folder) => (existsSync(join(machine, folder)) ? readdirSync(join(machine, folder)) : []);
  const scripts = namesIn('etc/rc3.d').filter((name) => name.startsWith('S'));
  return new Set([...namesIn(bootFolder), ...scripts.map((name) => `${name.slice(3)}.service`)]);
}

async function keepOffAtBoot(unit, programs, machine) {
  const name = unit.replace(/\.service$/, '');
  const link = join(machine, bootFolder, unit);
  if (existsSync(join(machine, 'etc/init.d', name))) await programs.run('update-rc.d', [name, 'disable']);
  // Where there is no systemd, packages leave its links all the same.
  if (existsSync('/usr/bin/systemctl')) await programs.run('systemctl', ['disable', unit]);
  else if (existsSync(link)) unlinkSync(link);
}

// Started by itself under sudo: only the installation runs as root.
if (process.argv[1] === new URL(import.meta.url).pathname) {
  installAsRoot(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    process.exitCode = error.exitCode || 1;
  });
}
