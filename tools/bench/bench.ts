// `npm run bench`: what this machine gets out of Polyspool, in figures. It judges nothing: machines differ.
import { realpathSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { hashOf, holdLock } from '../start/run-lock.ts';
import { System } from '../start/start-system.ts';
import { onStopSignals } from '../start/stop-signals.ts';
import { benchCheckout } from './bench-checkout.ts';
import { CeleryPeer } from './celery-peer.ts';
import { tableOf } from './figures.ts';
import { measure } from './measure-system.ts';

const help = `npm run bench [-- [--rounds <n>] [--peer <folder>]]

Starts the system with an empty state of its own, measures, and removes that state again.

  --rounds <n>     how often the times are measured; the best round counts (default 3)
  --peer <folder>  measures FastAPI and Celery beside it, in turn, and prints ratios. The folder has api.py and tasks.py;
                   needs Debian's python3-celery python3-fastapi uvicorn python3-redis. Without it there are no ratios.`;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    peer: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (values.help) console.log(help);
else await bench(Math.max(1, Number.parseInt(values.rounds, 10) || 3), values.peer);

async function bench(rounds: number, peerFolder: string | undefined) {
  const checkout = realpathSync(join(import.meta.dirname, '../..'));
  await holdLock(`bench-${hashOf(checkout)}`);
  const { root, remove } = benchCheckout(checkout);
  const system = new System({
    root,
    print: ({ level, text }) => (level === 'warn' || level === 'error') && console.error(text),
    onLost: () => process.kill(process.pid, 'SIGTERM'),
  });
  let peer: CeleryPeer | undefined;
  const stop = async () => {
    await peer?.stop();
    await system.stop();
    remove();
  };
  let stopping = false;
  onStopSignals({ stop: () => ((stopping = true), stop()), kill: () => system.kill() });
  try {
    tellMachine();
    console.log('Starting the system with a new database ...');
    const startedAt = performance.now();
    const { run } = await system.start();
    const readyMs = performance.now() - startedAt;
    if (peerFolder) peer = await CeleryPeer.start(peerFolder, root);
    const figures = await measure({ run, readyMs, peer, rounds, folder: root });
    console.log(`\n${tableOf(figures, peer && 'Celery')}\n\n${explain(rounds, peerFolder)}`);
  } catch (error) {
    if (!stopping) console.error(`\n${(error as Error).message}`);
    process.exitCode = 1;
  }
  if (stopping) return;
  await stop();
  process.exit();
}

function tellMachine() {
  const gib = (totalmem() / 1024 ** 3).toFixed(1);
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  console.log(`${availableParallelism()} cores (${model}), ${gib} GiB, Linux ${release()}, Node ${process.version}\n`);
}

function explain(rounds: number, peerFolder: string | undefined) {
  const lines = [
    `Times: the best of ${rounds} rounds; what else the machine does makes them longer.`,
    'p50: half were faster; p99: all but 1 % (of the 30 progress events: the slowest).',
    'Submit: accepted means committed to PostgreSQL with fsync. Memory: shared pages are divided among their users.',
  ];
  if (peerFolder) {
    lines.push(
      `Peer: FastAPI, Celery (4 processes) and Redis from ${relative(process.cwd(), peerFolder) || '.'}, same client, same run.`,
      'Its "accepted" is a write to Redis, on disk within a second; its progress is polled without a pause.',
      'Ratio: Polyspool to Celery; below 1 is faster or smaller.',
    );
  }
  return lines.join('\n');
}
