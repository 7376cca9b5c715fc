import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../faults/until.ts';
import { freePort } from '../../start/free-port.ts';
import { prepareRedis, redisUrl } from '../../start/private-redis.ts';
import { randomSecret } from '../../start/secrets.ts';
import { logWriter } from '../../start/service-log.ts';

/** An empty Redis as `npm start` has it, until it is stopped. */
export async function startThrowawayRedis() {
  const folder = mkdtempSync(join(tmpdir(), 'polyspool-bench-redis-'));
  const [port, password] = [await freePort(), randomSecret()];
  const log = logWriter('redis', join(folder, 'redis.log'), () => undefined);
  const { command, args, options, isReady } = await prepareRedis({ folder, port, password, log });
  const server = spawn(command, args, { ...options, stdio: 'ignore' });
  await once(server, 'spawn');
  await until('Redis is ready', async () => isReady());
  return {
    url: redisUrl(port, password),
    stop: async () => {
      const gone = once(server, 'exit');
      server.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
