import {
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { letterOf, linksOf, type Panel, prometheus, queryOf, thresholdsOf } from './panel.ts';

/** How something went over time. */
export function curves(panel: Panel & { readonly stacked?: boolean; readonly max?: number }): PanelBuilder {
  const { title, description, unit, queries, width, height = 8, bounds, whenEmpty, stacked, max } = panel;
  const built = new PanelBuilder()
    .title(title)
    .description(description)
    .datasource(prometheus)
    .unit(unit)
    .min(0)
    .span(width)
    .height(height)
    .lineWidth(2)
    .fillOpacity(stacked ? 40 : 8)
    .showPoints(VisibilityMode.Never)
    .legend(legend)
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending))
    .links(linksOf(panel))
    .targets(queries.map((query, index) => queryOf(query, 'range', letterOf(index))));
  if (stacked) built.stacking(new StackingConfigBuilder().mode(StackingMode.Normal));
  if (max !== undefined) built.max(max);
  if (whenEmpty) built.noValue(whenEmpty);
  if (bounds) {
    const style = new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed);
    built.thresholds(thresholdsOf(bounds)).thresholdsStyle(style);
  }
  return built;
}

const legend = new VizLegendOptionsBuilder()
  .showLegend(true)
  .displayMode(LegendDisplayMode.Table)
  .placement(LegendPlacement.Bottom)
  .calcs(['lastNotNull', 'max'])
  .sortBy('Last *')
  .sortDesc(true);
