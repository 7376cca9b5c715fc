import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dashboardOf } from './board.ts';
import { boards } from './boards.ts';
import { runbookBoard } from './runbook-board.ts';
import { sloRules } from './slo-rules.ts';

export const repository = join(import.meta.dirname, '../..');
const runbooks = join(repository, 'docs/ops/runbooks');

/** What Grafana and Prometheus read of what is written here: text by path. */
export function madeFiles(): Map<string, string> {
  return new Map([
    ['docker/prometheus/rules/slo.yml', sloRules()],
    ...boards.map((board): [string, string] => [
      `docker/grafana/dashboards/${board.name}.json`,
      jsonOf(dashboardOf(board)),
    ]),
    ...runbookNames().map((name): [string, string] => [
      `docker/grafana/dashboards/runbooks/${name}.json`,
      jsonOf(runbookBoard(name, readFileSync(join(runbooks, `${name}.md`), 'utf8'))),
    ]),
  ]);
}

/** The pages of docs/ops/runbooks. */
export const runbookNames = () =>
  readdirSync(runbooks)
    .filter((file) => file.endsWith('.md'))
    .map((file) => file.replace(/\.md$/, ''))
    .sort();

const jsonOf = (value: object) => `${JSON.stringify(value, undefined, 2)}\n`;
