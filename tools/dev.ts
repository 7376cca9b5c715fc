// `npm run dev -w @polyspool/<app>`: one service, built and started again at every change, beside a running system.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvFile } from 'node:process';
import { freePort } from './start/free-port.ts';
import { findServices } from './start/find-services.ts';

const root = join(import.meta.dirname, '..');
const service = findServices(root).find(({ folder }) => folder === process.cwd());
if (!service) throw new Error('Run this from the folder of an app: npm run dev -w @polyspool/<app>');

// Where the stores of the running system are; what the caller's environment says counts more.
const system = join(root, '.polyspool/dev.env');
if (existsSync(system)) loadEnvFile(system);
else console.warn('No system has been started here: DATABASE_URL and REDIS_URL have to come from the environment.');
if (service.isWorker) delete process.env.DATABASE_URL;
process.env.PORT ??= String(await freePort());
process.env.OTEL_SDK_DISABLED ??= process.env.OTEL_EXPORTER_OTLP_ENDPOINT ? 'false' : 'true';

const run = (args: readonly string[]): ChildProcess =>
  spawn(process.execPath, args, { stdio: 'inherit', cwd: service.folder });
const tsc = join(root, 'node_modules/typescript/bin/tsc');

console.log(`${service.name} listens on port ${process.env.PORT}`);
const first = run([tsc, '--build', 'tsconfig.app.json']);
first.once('exit', (code) => {
  if (code !== 0) process.exit(1);
  const both = [
    run([tsc, '--build', '--watch', '--preserveWatchOutput', 'tsconfig.app.json']),
    run(['--watch', ...service.nodeArgs]),
  ];
  const end = () => both.forEach((child) => child.kill('SIGTERM'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  for (const child of both) child.once('exit', end);
});
