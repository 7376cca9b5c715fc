import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readComposeFile } from '../images/compose-file.ts';
import { workerWorkloads } from '../k8s/workload.ts';
import { allRules, rulesFolder } from './asked.ts';
import { repository } from './made-files.ts';
import { ours } from './ours.ts';

const folder = join(rulesFolder, '..');
const filesIn = (path: string) => readdirSync(path).map((name) => join(path, name));
const testFiles = filesIn(join(folder, 'tests'));
const promtool = (...args: string[]) => execFileSync('promtool', args, { encoding: 'utf8', stdio: 'pipe' });

interface TestFile {
  readonly tests: readonly {
    readonly name?: string;
    readonly promql_expr_test?: readonly { readonly expr: string; readonly exp_samples?: readonly unknown[] }[];
    readonly alert_rule_test?: readonly { readonly alertname: string; readonly exp_alerts?: readonly unknown[] }[];
  }[];
}

describe('the rules of Prometheus', () => {
  it('are valid, and so is its configuration', () => {
    expect(promtool('check', 'rules', ...filesIn(rulesFolder))).not.toMatch(/FAILED/);
    expect(promtool('check', 'config', '--syntax-only', join(folder, 'prometheus.yml'))).toMatch(/SUCCESS/);
  });

  it('pass their tests', () => {
    expect(promtool('test', 'rules', ...testFiles).match(/SUCCESS/g)).toHaveLength(testFiles.length);
  });

  it('have for each alert a case in which it fires, and one in which it is silent', () => {
    const cases = testFiles.flatMap((path) => casesIn(parse(readFileSync(path, 'utf8')) as TestFile));
    const alerts = new Set(allRules().flatMap(({ alert }) => alert ?? []));
    const untested = [...alerts].flatMap((alert) =>
      [true, false]
        .filter((fires) => !cases.some((one) => one.alert === alert && one.fires === fires))
        .map((fires) => `${alert} ${fires ? 'fires' : 'is silent'}`),
    );

    expect(untested).toEqual([]);
    expect(alerts.size).toBeGreaterThan(25);
  });

  it('look at the services that panels look at, and at none of others', () => {
    const jobs = allRules().flatMap(({ alert, expr }) => (alert ? [...expr.matchAll(/job=~"([^"]*worker)"/g)] : []));

    expect(new Set(jobs.map(([, pattern]) => pattern))).toEqual(new Set([ours]));
    expect(jobs.length).toBeGreaterThan(5);
  });

  it('call nobody for the memory of a worker that ends by itself for it', () => {
    const { expr = '' } = allRules().find(({ alert }) => alert === 'MemoryHigh') ?? {};
    const share = Number(/> (\S+) \* service_memory_limit_bytes/.exec(expr)?.[1]);
    const most = Number(/> (\S+) \* 1024 \^ 3/.exec(expr)?.[1]) * 1024;
    const boundOf = (limitMi: number) => Math.min(share * limitMi, most);

    expect(workers.filter(({ limitMi, maxRssMb }) => !(maxRssMb <= Math.ceil(boundOf(limitMi))))).toEqual([]);
    expect(workers.length).toBeGreaterThan(15);
  });
});

const inCompose = Object.values(readComposeFile(join(repository, 'docker/compose.yaml')).services).flatMap(
  ({ mem_limit: limit, environment }) => {
    const maxRssMb = environment?.['MAX_RSS_MB'];
    return maxRssMb ? [{ limitMi: miOf(String(limit)), maxRssMb: Number(maxRssMb) }] : [];
  },
);
const workers = [
  ...inCompose,
  ...workerWorkloads.map(({ size, settings }) => ({
    limitMi: size.memoryMi[1],
    maxRssMb: Number(settings['MAX_RSS_MB']),
  })),
];

function miOf(limit: string) {
  return Number.parseInt(limit, 10) * (limit.endsWith('g') ? 1024 : 1);
}

/** A test that looks at alerts is named after the one that it is about. */
const casesIn = ({ tests }: TestFile) =>
  tests.flatMap(({ name: alert, promql_expr_test: asked = [], alert_rule_test: told = [] }) => [
    ...asked
      .filter(({ expr }) => expr.includes('ALERTS'))
      .map(({ exp_samples: samples = [] }) => ({ alert, fires: samples.length > 0 })),
    ...told.map(({ alertname, exp_alerts: expected = [] }) => ({ alert: alertname, fires: expected.length > 0 })),
  ]);
