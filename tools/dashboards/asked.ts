import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { parse } from 'yaml';
import { dashboardOf } from './board.ts';
import { boards } from './boards.ts';
import { repository } from './made-files.ts';

/** A question to Prometheus, and who asks it. */
export interface Asked {
  /** `overview / Alerts` */
  readonly by: string;
  readonly expr: string;
}

export interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

interface RuleFile {
  readonly groups: readonly { readonly rules: readonly Rule[] }[];
}

export const rulesFolder = join(repository, 'docker/prometheus/rules');

/** By name. */
export function ruleFiles(): [string, RuleFile][] {
  const names = readdirSync(rulesFolder).filter((name) => name.endsWith('.yml'));
  return names.map((name) => [name, parse(readFileSync(join(rulesFolder, name), 'utf8')) as RuleFile]);
}

export const allRules = (): Rule[] => ruleFiles().flatMap(([, { groups }]) => groups.flatMap(({ rules }) => rules));

export const ruleQueries = (): Asked[] =>
  allRules().map(({ record, alert, labels, expr }) => ({
    by: `${record ?? alert}${labels?.slo ? ` ${labels.slo}` : ''}`,
    expr,
  }));

/** Of every panel, the annotations and variables left out. */
export const panelQueries = (): Asked[] =>
  boards.flatMap((board) =>
    (dashboardOf(board).panels ?? []).flatMap((panel) => {
      const { title, targets = [] } = panel as Panel;
      return (targets as { expr?: string }[]).flatMap(({ expr }) =>
        expr ? [{ by: `${board.name} / ${title}`, expr }] : [],
      );
    }),
  );
