import {
  HeatmapColorMode,
  HeatmapColorOptionsBuilder,
  PanelBuilder,
  YAxisConfigBuilder,
} from '@grafana/grafana-foundation-sdk/heatmap';
import { PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { linksOf, type Panel, prometheus, queryOf } from './panel.ts';

/** How many took how long: the buckets of one histogram, with exemplars that lead to traces. */
export function heat(panel: Panel): PanelBuilder {
  const { title, description, unit, queries, width, height = 8, whenEmpty } = panel;
  const built = new PanelBuilder()
    .title(title)
    .description(description)
    .datasource(prometheus)
    .unit(unit)
    .span(width)
    .height(height)
    .yAxis(new YAxisConfigBuilder().unit(unit))
    .color(new HeatmapColorOptionsBuilder().mode(HeatmapColorMode.Scheme).scheme('Oranges').steps(64))
    .links(linksOf(panel))
    .targets(
      queries.map((query) =>
        queryOf({ legend: '{{le}}', ...query }, 'range', 'A')
          .format(PromQueryFormat.Heatmap)
          .exemplar(true),
      ),
    );
  if (whenEmpty) built.noValue(whenEmpty);
  return built;
}
