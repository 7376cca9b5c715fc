import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  AnnotationQueryBuilder,
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  DatasourceVariableBuilder,
  type Panel,
  QueryVariableBuilder,
  RowBuilder,
  type RowPanel,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { prometheus } from './panel.ts';

export interface Board {
  /** Of its file; its uid is `polyspool-<name>`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Chosen at its head: a label, and a metric that has it. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly rows: readonly Row[];
}

export interface Row {
  readonly title: string;
  readonly panels: readonly Builder<Panel>[];
}

export const boardUid = (name: string) => `polyspool-${name}`;

/** Laid out from left to right, with what all dashboards of the house have in common. */
export function dashboardOf({ name, title, description, variables = {}, rows }: Board): Dashboard {
  const built = new DashboardBuilder(`Polyspool / ${title}`)
    .uid(boardUid(name))
    .description(description)
    .tags(['polyspool'])
    .time({ from: 'now-3h', to: 'now' })
    .refresh('30s')
    .timezone('browser')
    .tooltip(DashboardCursorSync.Crosshair)
    .withVariable(new DatasourceVariableBuilder('datasource').label('Prometheus').type('prometheus'))
    .links([
      new DashboardLinkBuilder('Dashboards')
        .type(DashboardLinkType.Dashboards)
        .tags(['polyspool'])
        .asDropdown(true)
        .keepTime(true),
      new DashboardLinkBuilder('Runbooks').type(DashboardLinkType.Dashboards).tags(['runbook']).asDropdown(true),
    ])
    .annotation(deploys);
  for (const [label, metric] of Object.entries(variables)) built.withVariable(choiceOf(label, metric));
  for (const { title: heading, panels } of rows) {
    built.withRow(new RowBuilder(heading));
    for (const panel of panels) built.withPanel(panel);
  }
  return numbered(built.build());
}

/** A line where another version of a service came up. */
const deploys = new AnnotationQueryBuilder()
  .name('Deploys')
  .datasource(prometheus)
  .enable(true)
  .iconColor('purple')
  .expr(
    'group by (service_name, service_version) (service_info) unless group by (service_name, service_version) (service_info offset 2m)',
  )
  .step('60s')
  .titleFormat('{{service_name}} {{service_version}}');

const choiceOf = (label: string, metric: string) =>
  new QueryVariableBuilder(label)
    .label(label)
    .datasource(prometheus)
    .query({ query: `label_values(${metric}, ${label})`, refId: 'choices' })
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .allValue('.*')
    .current({ text: 'All', value: '$__all' });

/** The SDK gives every row the id 0, and panels none. */
const numbered = (dashboard: Dashboard): Dashboard => ({
  ...dashboard,
  panels: (dashboard.panels as (Panel | RowPanel)[]).map((panel, index) => ({
    ...panel,
    id: index + 1,
  })) as typeof dashboard.panels & object,
});
