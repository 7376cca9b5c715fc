import { BigValueColorMode, BigValueGraphMode, ReduceDataOptionsBuilder } from '@grafana/grafana-foundation-sdk/common';
import { MappingType } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { letterOf, linksOf, type Panel, prometheus, queryOf, thresholdsOf } from './panel.ts';

/** One number in the colour of how bad it is, with its way there. */
export function figure(panel: Panel & { readonly words?: Readonly<Record<string, string>> }): PanelBuilder {
  const { title, description, unit, queries, width, height = 4, bounds, whenEmpty, words } = panel;
  const built = new PanelBuilder()
    .title(title)
    .description(description)
    .datasource(prometheus)
    .unit(unit)
    .span(width)
    .height(height)
    .thresholds(thresholdsOf(bounds))
    .colorMode(bounds ? BigValueColorMode.Background : BigValueColorMode.Value)
    .graphMode(BigValueGraphMode.Area)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
    .links(linksOf(panel))
    .targets(queries.map((query, index) => queryOf(query, 'range', letterOf(index))));
  if (whenEmpty) built.noValue(whenEmpty);
  if (words) built.mappings([{ type: MappingType.ValueToText, options: mappingOf(words) }]);
  return built;
}

const mappingOf = (words: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(words).map(([value, text]) => [value, { text }]));
