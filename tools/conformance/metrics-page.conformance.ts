import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../faults/until.ts';
import type { ConformanceSystem } from './conformance-system.ts';
import { scaleGuardMetrics } from './scale-guard-metrics.ts';

interface Row {
  readonly labels: ReadonlySet<string>;
  readonly who: readonly string[];
}

const page = join(import.meta.dirname, '../../docs/ops/metrics.md');
const workPlane = ['video-worker', 'pdf-worker', 'generation-worker', 'corpus-worker'];
const workers = [...workPlane, 'notifications', 'maintenance'];
const groups: Readonly<Record<string, readonly string[]>> = {
  Postgres: ['gateway', 'job-status', 'notifications', 'maintenance'],
  storage: ['gateway', ...workers],
  workers,
};
const isOfRuntime = (name: string) => /^(process|nodejs)_/.test(name);
const codes = (text: string) => [...text.matchAll(/`([a-z][a-z0-9_]*)`/g)].map(([, name]) => name!);

/** What docs/ops/metrics.md says of each metric, but for those of the runtime. */
function rowsOf(text: string): ReadonlyMap<string, Row> {
  const cells = text.split('\n').flatMap((line) => {
    const [, names, labels = '', who = '', tells] = line.split('|').map((cell) => cell.trim());
    return names?.startsWith('`') && tells ? [{ names: codes(names), labels, who }] : [];
  });
  return new Map(
    cells.flatMap(({ names, labels, who }) => {
      const row = { labels: new Set(codes(labels.replace(/\(.*?\)/g, ''))), who: who.split(', ') };
      return names.map((name) => [name, row] as const);
    }),
  );
}

/** Its types stand there also where nothing has happened yet. */
function exportedIn(scraped: string): ReadonlyMap<string, ReadonlySet<string>> {
  const names = [...scraped.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name!);
  const labelsOf = (name: string) => {
    const samples = scraped.matchAll(new RegExp(`^${name}(?:_bucket|_sum|_count)?\\{(.*)\\} `, 'gm'));
    return new Set([...samples].flatMap(([, labels]) => [...labels!.matchAll(/(\w+)="/g)].map(([, label]) => label!)));
  };
  return new Map(names.filter((name) => !isOfRuntime(name)).map((name) => [name, labelsOf(name)]));
}

/** After all that the other suites have asked of it. */
export function metricsPage(system: ConformanceSystem) {
  const scrapes = new Map<string, string>();

  describe('the page of the metrics', () => {
    beforeAll(async () => {
      for (const service of Object.keys(system.run.pids).filter((name) => name !== 'mails')) {
        const log = join(system.stateFolder, `logs/${service}.log`);
        const port = await until(`${service} has started`, async () => portIn(log), { limitMs: 30_000, everyMs: 100 });
        const headers = { authorization: `Bearer ${system.adminKey}` };
        const answer = await fetch(`http://127.0.0.1:${port}/metrics`, { headers });
        scrapes.set(service, await answer.text());
      }
      scrapes.set('scale-guard', await scaleGuardMetrics());
    }, 60_000);

    it('names all that running services export, who does, and no other', () => {
      const rows = rowsOf(readFileSync(page, 'utf8'));
      const told = [...rows].flatMap(([name, { who }]) =>
        who
          .flatMap((one) => (one === 'all' ? [...scrapes.keys()] : (groups[one] ?? [one])))
          .map((service) => `${name} ${service}`),
      );
      const exported = [...scrapes].flatMap(([service, text]) =>
        [...exportedIn(text).keys()].map((name) => `${name} ${service}`),
      );

      expect(exported.toSorted()).toEqual(told.toSorted());
    });

    it('names the labels that they have', () => {
      const rows = rowsOf(readFileSync(page, 'utf8'));
      for (const text of scrapes.values()) {
        for (const [name, labels] of exportedIn(text)) {
          const known = rows.get(name)?.labels ?? new Set();
          expect([name, ...[...labels].filter((label) => label !== 'le' && !known.has(label))]).toEqual([name]);
        }
      }
    });
  });
}

/** By the line with which a service starts; of one that was started anew the last. */
function portIn(log: string) {
  const lines = readFileSync(log, 'utf8').split('\n');
  const [, port] = /"port":(\d+)/.exec(lines.findLast((line) => line.includes('"Service started"')) ?? '') ?? [];
  return port;
}
