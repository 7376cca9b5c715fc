import {
  DashboardLinkBuilder,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';

/** Whichever Prometheus is chosen at the head of the dashboard. */
export const prometheus = { type: 'prometheus', uid: '${datasource}' };

export interface Query {
  readonly expr: string;
  readonly legend?: string;
  /** Points that lead to the trace of one job or request. */
  readonly exemplars?: boolean;
}

/** What a panel says, however it is drawn. */
export interface Panel {
  readonly title: string;
  /** What it means for whoever is on call. */
  readonly description: string;
  readonly unit: string;
  readonly queries: readonly Query[];
  /** Of 24 columns. */
  readonly width: number;
  readonly height?: number;
  readonly bounds?: Bounds;
  /** The page that says what to do. */
  readonly runbook?: string;
  /** In place of an empty panel. */
  readonly whenEmpty?: string;
}

/** From where on it is yellow, and red. `above`: more is worse. */
export type Bounds = { readonly above: readonly [number, number] } | { readonly below: readonly [number, number] };

/** A value at one moment, or over the time that is looked at. */
export function queryOf({ expr, legend, exemplars }: Query, kind: 'instant' | 'range', refId: string) {
  const query = new DataqueryBuilder()
    .refId(refId)
    .datasource(prometheus)
    .expr(expr)
    .legendFormat(legend ?? '__auto');
  if (exemplars) query.exemplar(true);
  return kind === 'instant' ? query.instant() : query.range();
}

export const tableQueryOf = (query: Query, refId: string) =>
  queryOf(query, 'instant', refId).format(PromQueryFormat.Table);

export const letterOf = (index: number) => String.fromCharCode('A'.charCodeAt(0) + index);

export function thresholdsOf(bounds: Bounds | undefined) {
  const steps = new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute);
  if (!bounds) return steps.steps([{ value: null, color: 'blue' }]);
  const [colors, values] = 'above' in bounds ? [worseAbove, bounds.above] : [worseBelow, bounds.below.toReversed()];
  return steps.steps(colors.map((color, index) => ({ color, value: index === 0 ? null : values[index - 1]! })));
}

const worseAbove = ['green', 'yellow', 'red'];
const worseBelow = ['red', 'yellow', 'green'];

/** Each page of docs/ops/runbooks is a dashboard of its own. */
export const runbookUid = (runbook: string) => `runbook-${runbook}`;

export const linksOf = ({ runbook }: Pick<Panel, 'runbook'>) =>
  runbook ? [new DashboardLinkBuilder('What to do').url(`/d/${runbookUid(runbook)}`)] : [];
