import { programUsage } from '@polyspool/processes/program-usage';
import { totalmem } from 'node:os';
import type { Metrics } from './metrics.js';
import { ownPackage } from './own-package.js';
import type { Readiness } from './readiness.js';

/** What every service tells of itself: which it is, whether it can work, and what the programs use that it starts. */
export function describeProcess(metrics: Metrics, name: string, readiness: Readiness) {
  metrics.collectDefaults();
  const about = { service_name: name, service_version: ownPackage().version };
  metrics
    .gauge({ name: 'service_info', help: 'Which service this is', labels: ['service_name', 'service_version'] })
    .set(about, 1);
  const ready = metrics.gauge({ name: 'service_ready', help: '1 while the service can do its work' });
  metrics.readOnScrape(
    [ready],
    () => readiness.failing(),
    (failing) => ready.set(failing.length ? 0 : 1),
  );
  metrics
    .gauge({ name: 'service_memory_limit_bytes', help: 'Memory that the service and its programs may have together' })
    .set(Math.min(process.constrainedMemory() || Infinity, totalmem()));
  describePrograms(metrics);
}

function describePrograms(metrics: Metrics) {
  const labels = ['program'] as const;
  const name = (of: string) => `child_process_${of}`;
  const running = metrics.gauge({ name: name('running'), help: 'Programs that run now', labels });
  const peak = metrics.gauge({
    name: name('peak_rss_bytes'),
    help: 'The most memory that one run of the program held, with all that it started',
    labels,
  });
  const cpu = metrics.counter({
    name: name('cpu_seconds_total'),
    help: 'Processor time of programs, with all that they started',
    labels,
  });
  metrics.readOnScrape(
    [running, peak],
    async () => programUsage(),
    (usage) => {
      cpu.reset();
      for (const [program, used] of usage) {
        running.set({ program }, used.running);
        peak.set({ program }, used.peakRssBytes);
        cpu.inc({ program }, used.cpuSeconds);
      }
    },
  );
}
