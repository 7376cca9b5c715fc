import type { Scenario } from './scenario.ts';

export const serviceScenarios: readonly Scenario[] = [
  {
    name: 'gateway-kill',
    title: 'gateway kill -9',
    isShort: true,
    strike: async (stage) => {
      await stage.system.gateways[0].end('SIGKILL');
      await stage.moreAccepted(20);
      await stage.system.gateways[0].start();
    },
  },
  {
    name: 'job-status-kill',
    title: 'job-status kill -9',
    isShort: true,
    strike: async (stage) => {
      await stage.system.jobStatuses[0].end('SIGKILL');
      await stage.moreAccepted(20);
      await stage.system.jobStatuses[0].start();
    },
  },
  {
    name: 'two-job-statuses',
    title: 'two job-status: one frozen, then killed',
    prepare: async ({ system }) => {
      await system.jobStatuses[1].start();
      return undefined;
    },
    strike: async (stage) => {
      const [first] = stage.system.jobStatuses;
      first.signal('SIGSTOP');
      await stage.moreEnded(20);
      first.signal('SIGCONT');
      await stage.moreEnded(20);
      await first.end('SIGKILL');
      await stage.moreEnded(20);
      await first.start();
    },
    restore: async ({ system }) => {
      system.jobStatuses[0].signal('SIGCONT');
      await system.jobStatuses[1].stop();
    },
  },
  {
    name: 'rolling-restart',
    title: 'rolling restart of all services',
    isShort: true,
    strike: async (stage) => {
      const { gateways, jobStatuses, workers } = stage.system;
      for (const one of [...gateways, jobStatuses[0], ...workers]) {
        const code = await one.stop();
        await one.start();
        stage.expect(`${one.name} ended with 0, not ${code}`, code === 0);
      }
    },
    judge: async (stage) => stage.expect('no job was taken from its worker', (await stage.events('stalled')) === 0),
  },
];
