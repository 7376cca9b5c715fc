import {
  type DataTransformerConfig,
  type DynamicConfigValue,
  FieldColorModeId,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/table';
import { type Bounds, letterOf, linksOf, type Panel, prometheus, tableQueryOf, thresholdsOf } from './panel.ts';

export interface Column {
  readonly title: string;
  readonly expr: string;
  readonly unit?: string;
  readonly bounds?: Bounds;
  /** Of a cell; `${__data.fields.queue}` is another cell of its row. */
  readonly url?: string;
}

/** A row for each value of the label `by`, a column for each query. */
export interface Listing extends Omit<Panel, 'queries' | 'unit' | 'bounds'> {
  readonly by: string;
  readonly columns: readonly Column[];
  /** Leads on from the first cell of a row. */
  readonly url?: string;
}

export function listing(panel: Listing): PanelBuilder {
  const { title, description, width, height = 8, whenEmpty, by, columns, url } = panel;
  const built = new PanelBuilder()
    .title(title)
    .description(description)
    .datasource(prometheus)
    .unit('short')
    .span(width)
    .height(height)
    .filterable(true)
    .links(linksOf(panel))
    .targets(columns.map(({ expr }, index) => tableQueryOf({ expr }, letterOf(index))))
    .transformations(columns.length > 1 ? [joined(by), tidied(by, columns)] : [tidied(by, columns)]);
  for (const column of columns) built.overrideByName(column.title, propertiesOf(column));
  if (url) built.overrideByName(by, [linkTo(url)]);
  if (whenEmpty) built.noValue(whenEmpty);
  return built;
}

const joined = (by: string): DataTransformerConfig => ({ id: 'joinByField', options: { byField: by, mode: 'outer' } });

function tidied(by: string, columns: readonly Column[]): DataTransformerConfig {
  const valueOf = (index: number) => (columns.length > 1 ? `Value #${letterOf(index)}` : 'Value');
  const times = columns.map((_, index) => (index === 0 ? 'Time' : `Time ${index + 1}`));
  return {
    id: 'organize',
    options: {
      excludeByName: Object.fromEntries([...times, 'Time 1', '__name__'].map((name) => [name, true])),
      renameByName: Object.fromEntries(columns.map((column, index) => [valueOf(index), column.title])),
      indexByName: Object.fromEntries([by, ...columns.map((_, index) => valueOf(index))].map((name, at) => [name, at])),
    },
  };
}

function propertiesOf({ unit, bounds, url }: Column): DynamicConfigValue[] {
  return [
    ...(unit ? [{ id: 'unit', value: unit }] : []),
    ...(url ? [linkTo(url)] : []),
    ...(bounds
      ? [
          { id: 'thresholds', value: thresholdsOf(bounds).build() },
          { id: 'color', value: { mode: FieldColorModeId.Thresholds } },
          { id: 'custom.cellOptions', value: { type: 'color-text' } },
        ]
      : []),
  ];
}

const linkTo = (url: string): DynamicConfigValue => ({ id: 'links', value: [{ title: 'Open', url }] });
