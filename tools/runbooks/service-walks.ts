import { setTimeout as delay } from 'node:timers/promises';
import { until } from '../faults/until.ts';
import { addReplica } from './add-replica.ts';
import type { Walk } from './walk.ts';
import type { WalkedRunbook } from './walked-runbook.ts';

export const serviceWalks: readonly WalkedRunbook[] = [
  {
    page: 'service-down',
    shows: 'a service that stands still does not answer, and does when it moves',
    signs: ['ServiceDown'],
    breaks: async (walk) => {
      walk.freeze('celery-bridge');
      await walk.type('service=celery-bridge');
    },
    says: [/Service started/],
    answers: /^$/,
    mends: (walk) => walk.restore(),
  },
  {
    page: 'service-not-ready',
    shows: 'without Redis workers are not ready, the gateway is degraded and says why, and all are well with it',
    signs: ['ServiceNotReady'],
    breaks: async (walk) => {
      await walk.redis.end('SIGKILL');
      await walk.type('service=video-worker');
    },
    says: [/"reasons":\["redis-unreachable"\]/, /"check":"redis"/, /"status":"degraded".*redis-unreachable/],
    answers: /redis-unreachable|A readiness check failed/,
    mends: (walk) => walk.redis.start(),
  },
  {
    page: 'service-restarts-often',
    shows: 'a service that is killed four times is told of, and runs',
    signs: ['ServiceRestartsOften'],
    breaks: async (walk) => {
      for (let kills = 0; kills < 4; kills += 1) {
        const nowSeconds = Date.now() / 1_000;
        await walk.system.killService('celery-bridge');
        await walk.shows(`process_start_time_seconds{job="celery-bridge"} > ${nowSeconds}`);
      }
    },
    mends: (walk) => walk.shows('service_ready{job="celery-bridge"} == 1'),
    lingers: true,
  },
  {
    page: 'event-loop-lag',
    shows: 'a process that is given the processor now and then is late, and is not when it has it',
    signs: ['EventLoopLag'],
    breaks: async (walk) => {
      const stutters = stutter(walk, 'celery-bridge');
      walk.afterwards(() => stutters.stop());
      await walk.shows('EventLoopLag');
    },
    mends: (walk) => walk.restore(),
  },
  {
    page: 'memory-high',
    shows: 'a worker that has grown says so, and above MAX_RSS_MB it is ready for nothing more and ends',
    signs: ['MemoryHigh'],
    breaks: (walk) => addLarge(walk),
    says: [/corpus-worker/, /"status":"ready"/],
    answers: /^$/,
    mends: async (walk) => {
      await walk.restore();
      const worker = await addLarge(walk, { MAX_RSS_MB: '400', SHUTDOWN_DELAY_S: '10' });
      const says = async (text: string) => (await walk.type('ask $service /health/ready')).said.includes(text);
      await until('it takes no more jobs', () => says('"reasons":["shutting-down"]'), { limitMs: 60_000 });
      expect(await walk.type(`logs $service | grep -c 'This process has done enough'`)).toMatchObject({ said: '1' });
      expect(await worker.ended).toBe(0);
    },
  },
];

/** A worker that holds half a gigabyte from its start, and is watched. */
async function addLarge(walk: Walk, settings: NodeJS.ProcessEnv = {}) {
  const grow = 'data:text/javascript,globalThis.ballast=Buffer.alloc(5e8,1)';
  const worker = await addReplica(walk, 'corpus-worker', { NODE_OPTIONS: `--import=${grow}`, ...settings });
  walk.watch({ job: 'large-worker', port: worker.port });
  await walk.type(`service=${worker.name}`);
  return worker;
}

/** Stands still most of the time. */
function stutter(walk: Walk, service: string) {
  let goesOn = true;
  const done = (async () => {
    while (goesOn) {
      walk.signal(service, 'SIGSTOP');
      await delay(700);
      walk.signal(service, 'SIGCONT');
      await delay(100);
    }
  })();
  return {
    stop: () => {
      goesOn = false;
      return done;
    },
  };
}
