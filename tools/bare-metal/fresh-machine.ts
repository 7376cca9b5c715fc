import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReaderShell } from '../docs-examples/reader-shell.ts';
import { root } from '../faults/service-processes.ts';
import { postgresFolder } from '../setup/system-packages.mjs';

/** Mounts, addresses and processes of its own; all of it ends with the shell. */
const apart = ['unshare', '--mount', '--net', '--pid', '--fork', '--mount-proc', '--kill-child'];
const laidOver = ['/etc', '/opt', '/var/lib', '/var/log'];
const needed = [
  '/usr/bin/supervisord',
  '/usr/bin/systemd-analyze',
  '/etc/redis/redis.conf',
  '/usr/sbin/ip',
  '/usr/bin/prometheus',
];

/** Only root may be apart, and not in every container. */
export const canBeApart =
  process.platform === 'linux' &&
  needed.every(existsSync) &&
  spawnSync(apart[0]!, [...apart.slice(1), 'true']).status === 0;

/**
 * This machine as if nothing of ours had been installed, with Debian's PostgreSQL, Redis and supervisor, and this checkout, which
 * cannot be written to, as a version in /opt. What is written to the folders of the system lies in memory.
 */
export async function openFreshMachine() {
  const folder = mkdtempSync(join(tmpdir(), 'fresh-machine-'));
  const shell = new ReaderShell(folder, {}, apart);
  const type = async (statement: string) => {
    const { exitCode, said } = await shell.type(statement);
    if (exitCode !== 0) throw new Error(`${statement}: ${said}`);
    return said;
  };
  const close = () => {
    shell.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (const statement of preparations(folder)) await type(statement);
  } catch (error) {
    close();
    throw error;
  }
  return { type, close, tryTo: (statement: string) => shell.type(statement) };
}

/** What `systemctl restart redis-server postgresql` does elsewhere. */
export const restartStores = [
  `su postgres -c '"$programs/pg_ctl" --silent --wait --pgdata="$data" --log="$data/log" restart' > /dev/null`,
  `redis-server /etc/redis/redis.conf --daemonize yes --dir "$scratch" --pidfile "$scratch/redis.pid" --logfile "$scratch/redis.log" > /dev/null`,
];

function preparations(folder: string): string[] {
  const scratch = `${folder}/scratch`;
  return [
    `export scratch=${scratch} data=${scratch}/postgres programs=${postgresFolder() ?? ''}`,
    'ip link set lo up',
    `mkdir $scratch && mount -t tmpfs tmpfs $scratch && chmod 755 ${folder} $scratch`,
    ...laidOver.map((path, index) => {
      const layers = `lowerdir=${path},upperdir=$scratch/${index}/up,workdir=$scratch/${index}/work`;
      return `mkdir -p $scratch/${index}/up $scratch/${index}/work && mount -t overlay overlay -o ${layers} ${path}`;
    }),
    // Not what `npm start` has there.
    'mkdir -p /var/lib/polyspool && mount -t tmpfs tmpfs /var/lib/polyspool && mount -t tmpfs tmpfs /run',
    'rm -rf /etc/polyspool /opt/polyspool* /var/log/polyspool && install -d -o postgres /run/postgresql "$data"',
    `mkdir /opt/polyspool-0.1.0 && mount --bind ${root} /opt/polyspool-0.1.0 && mount -o remount,ro,bind /opt/polyspool-0.1.0`,
    `su postgres -c '"$programs/initdb" --pgdata="$data" --auth-local=peer --auth-host=scram-sha-256 --no-instructions' > /dev/null`,
    `su postgres -c '"$programs/pg_ctl" --silent --wait --pgdata="$data" --log="$data/log" start' > /dev/null`,
    'supervisord -c /etc/supervisor/supervisord.conf',
  ];
}
