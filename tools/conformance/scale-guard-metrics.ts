import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const app = join(import.meta.dirname, '../../apps/scale-guard');

/** What scale-guard exports, which is of use in a cluster only: here Kubernetes does not answer it. */
export async function scaleGuardMetrics(): Promise<string> {
  const env = {
    PATH: process.env.PATH,
    KUBERNETES_SERVICE_HOST: '127.0.0.1',
    SERVICE_ACCOUNT_FOLDER: app,
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_FORMAT: 'json',
  };
  const args = ['--import', '@polyspool/service/telemetry', 'dist/main.js'];
  const guard = spawn(process.execPath, args, { cwd: app, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(guard, 'exit');
  try {
    for await (const line of createInterface(guard.stdout)) {
      const { msg, port } = JSON.parse(line) as { msg: string; port?: number };
      if (msg === 'Service started') return await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    }
    throw new Error('scale-guard has ended');
  } finally {
    guard.kill('SIGTERM');
    await ended;
  }
}
