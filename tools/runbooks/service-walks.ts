import { setTimeout as delay } from 'node:timers/promises';
import type { Walk } from './walk.ts';
import type { WalkedRunbook } from './walked-runbook.ts';

export const serviceWalks: readonly WalkedRunbook[] = [
  {
    page: 'service-down',
    shows: 'a service that stands still does not answer, and does when it moves',
    signs: ['ServiceDown'],
    breaks: async (walk) => walk.freeze('celery-bridge'),
    mends: (walk) => walk.restore(),
  },
  {
    page: 'service-not-ready',
    shows: 'without Redis workers are not ready, the gateway is degraded and says why, and all are well with it',
    signs: ['ServiceNotReady'],
    breaks: (walk) => walk.redis.end('SIGKILL'),
    says: [/"status":"degraded".*redis-unreachable/],
    mends: (walk) => walk.redis.start(),
  },
  {
    page: 'service-restarts-often',
    shows: 'a service that is killed four times is told of, and runs',
    signs: ['ServiceRestartsOften'],
    breaks: async (walk) => {
      for (let kills = 0; kills < 4; kills += 1) {
        await walk.shows('up{job="celery-bridge"} == 1');
        await delay(2_000); // so that it is seen in between
        await walk.system.killService('celery-bridge');
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
];

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
