import { lanesOf } from '@polyspool/contracts/lanes';
import { catalogue } from '@polyspool/contracts/catalogue';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Which app serves which queues, as `queueEnv([...])` in its env.ts says; with a queue go its lanes. */
export function queuesByApp(root: string): Map<string, string[]> {
  const found = readdirSync(join(root, 'apps')).map(
    (app) => [app, queuesOf(join(root, 'apps', app, 'src/env.ts'))] as const,
  );
  return new Map(found.filter(([, queues]) => queues.length));
}

function queuesOf(file: string): string[] {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const [, list = ''] = /queueEnv\(\[([^\]]*)\]\)/.exec(text) ?? [];
  return [...list.matchAll(/'([^']+)'/g)].flatMap(([, queue = '']) => [queue, ...lanesBeside(queue)]);
}

const lanesBeside = (queue: string) =>
  lanesOf([...catalogue.values()].filter((contract) => contract.queue === queue)).map((lane) => lane.queue);
