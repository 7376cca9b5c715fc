import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { allRules, rulesFolder } from './asked.ts';

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
});

/** A test that looks at alerts is named after the one that it is about. */
const casesIn = ({ tests }: TestFile) =>
  tests.flatMap(({ name: alert, promql_expr_test: asked = [], alert_rule_test: told = [] }) => [
    ...asked
      .filter(({ expr }) => expr.includes('ALERTS'))
      .map(({ exp_samples: samples = [] }) => ({ alert, fires: samples.length > 0 })),
    ...told.map(({ alertname, exp_alerts: expected = [] }) => ({ alert: alertname, fires: expected.length > 0 })),
  ]);
