import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, unlinkSync, writeFileSync } from 'fs';
import { join } from 'path';

const policy = 'usr/sbin/policy-rc.d';
const cluster = 'etc/postgresql-common/createcluster.d/polyspool.conf';

/** In what we write, so that it is never taken for the user's own, nor somebody else's for ours. */
const markOf = (pid) =>
  `# Written by the setup of Polyspool (process ${pid}, tick ${startTickOf(pid)}), until it ends.`;
const mark = /^# Written by the setup of Polyspool \(process (\d+), tick (\d+)\)/m;

/** For as long as it lasts: packages start no service and PostgreSQL makes no cluster. Answers how to take it back. */
export function forbidServices(machine = '/') {
  removeAll(leftoversOf(machine));
  const written = [];
  const write = (path, text, mode) => {
    if (existsSync(path)) return;
    writeFileSync(path, text, { mode, flag: 'wx' });
    written.push(path);
  };
  const folders = ['etc/postgresql-common', 'etc/postgresql-common/createcluster.d']
    .map((path) => join(machine, path))
    .filter((path) => !existsSync(path));
  for (const folder of folders) mkdirSync(folder);
  write(join(machine, policy), `#!/bin/sh\n${markOf(process.pid)}\nexit 101\n`, 0o755);
  write(join(machine, cluster), `${markOf(process.pid)}\ncreate_main_cluster = false\n`, 0o644);
  return () => {
    removeAll(written);
    for (const path of folders.reverse()) if (existsSync(path) && readdirSync(path).length === 0) rmdirSync(path);
  };
}

/** What a setup that was killed could not take back: as long as it is there, no package starts its service. */
export function leftoversOf(machine = '/') {
  return [policy, cluster]
    .map((path) => join(machine, path))
    .filter((path) => {
      const [, pid, tick] = (existsSync(path) && mark.exec(readFileSync(path, 'utf8'))) || [];
      return pid !== undefined && startTickOf(pid) !== Number(tick);
    });
}

export function removeAll(paths) {
  for (const path of paths) if (existsSync(path)) unlinkSync(path);
}

/** In ticks since the machine started; none when there is no such process. With it a process id is never another's. */
function startTickOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[19]);
  } catch {
    return undefined; // it has ended
  }
}
