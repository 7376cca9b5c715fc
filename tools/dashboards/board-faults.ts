import type { Dashboard, Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';

/** What makes a dashboard hard to use, or Grafana stumble. */
export function boardFaults({ uid, panels = [] }: Dashboard): string[] {
  const all = panels as (Panel | RowPanel)[];
  const ids = all.map(({ id }) => id);
  const shown = all.filter((panel): panel is Panel => panel.type !== 'row');
  return [
    ...(new Set(ids).size === ids.length && !ids.includes(undefined) ? [] : ['ids are not unique']),
    ...(new Set(shown.map(({ title }) => title)).size === shown.length ? [] : ['titles are not unique']),
    ...shown.flatMap(panelFaults),
    ...overlapping(all).map(([one, other]) => `${one} lies over ${other}`),
  ].map((fault) => `${uid}: ${fault}`);
}

function panelFaults({ type, title, description, fieldConfig, targets = [], gridPos, datasource }: Panel): string[] {
  const { x = 0, w = 0 } = gridPos ?? {};
  const faults = [
    ...(title ? [] : ['a panel has no title']),
    ...(description?.endsWith('.') ? [] : ['has no sentence that describes it']),
    ...(x + w <= 24 ? [] : ['sticks out']),
  ];
  if (type !== 'text') {
    if (!fieldConfig?.defaults.unit) faults.push('has no unit');
    if (targets.length === 0) faults.push('asks nothing');
    if (datasource?.uid !== '${datasource}') faults.push('does not ask the Prometheus that is chosen');
  }
  return faults.map((fault) => `${title ?? '?'} ${fault}`);
}

function overlapping(panels: readonly (Panel | RowPanel)[]): [string, string][] {
  const placed = panels.map(({ title = '', gridPos }) => ({ title, ...{ x: 0, y: 0, w: 0, h: 0, ...gridPos } }));
  return placed.flatMap((one, index) =>
    placed
      .slice(index + 1)
      .filter((other) => one.x < other.x + other.w && other.x < one.x + one.w)
      .filter((other) => one.y < other.y + other.h && other.y < one.y + one.h)
      .map((other): [string, string] => [one.title, other.title]),
  );
}
