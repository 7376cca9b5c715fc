import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { dashboardOf } from './board.ts';
import { boards } from './boards.ts';
import { linksOf, runbookBoard } from './runbook-board.ts';
import { sloRules } from './slo-rules.ts';

export const repository = join(import.meta.dirname, '../..');
const pagesFolder = join(repository, 'docs/ops');
const textOf = (page: string) => readFileSync(join(pagesFolder, page), 'utf8');

/** What Grafana and Prometheus read of what is written here: text by path. */
export function madeFiles(): Map<string, string> {
  return new Map([
    ['docker/prometheus/rules/slo.yml', sloRules()],
    ...boards.map((board): [string, string] => [
      `docker/grafana/dashboards/${board.name}.json`,
      jsonOf(dashboardOf(board)),
    ]),
    ...runbookFiles(),
  ]);
}

/** Of the runbooks, and of the pages of docs/ops that they lead to. */
function runbookFiles(): [string, string][] {
  const runbooksThere = runbookNames().map((name) => `runbooks/${name}.md`);
  const ledTo = runbooksThere.flatMap((page) => linksOf(textOf(page), page));
  const pages = new Set([...runbooksThere, ...ledTo.filter((page) => /^[a-z-]+\.md$/.test(page)).sort()]);
  return [...pages].map((page) => [
    `docker/grafana/dashboards/runbooks/${basename(page, '.md')}.json`,
    jsonOf(runbookBoard(page, textOf(page), pages)),
  ]);
}

/** The pages of docs/ops/runbooks. */
export const runbookNames = () =>
  readdirSync(join(pagesFolder, 'runbooks'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => file.replace(/\.md$/, ''))
    .sort();

const jsonOf = (value: object) => `${JSON.stringify(value, undefined, 2)}\n`;
