import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Chart, Series } from '../report-document.js';
import { fitText } from './fit-text.js';
import { colours, fontFamily, inner } from './page-style.js';

use([BarChart, GridComponent, LegendComponent, SVGRenderer]);

/** More bars would tell nothing that the table does not tell better. */
export const mostBars = 12;
const barHeight = 19;
const labelWidth = 150;

export const chartHeight = (chart: Chart) =>
  chart.kind === 'columns' ? 170 : Math.min(mostBars, chart.items.length) * barHeight + 6;

/** As SVG, drawn without a browser. */
export function drawChart(chart: Chart): string {
  const drawn = init(null, null, { renderer: 'svg', ssr: true, width: inner.width, height: chartHeight(chart) });
  try {
    drawn.setOption({ ...everyChart, ...(chart.kind === 'bars' ? barsOf(chart) : columnsOf(chart)) });
    return drawn.renderToSVGString();
  } finally {
    // It would go on drawing for ever.
    drawn.dispose();
  }
}

const everyChart = { animation: false, textStyle: { fontFamily, fontSize: 8.5, color: colours.soft } };
const label = { fontFamily, fontSize: 8.5, color: colours.soft };
const quiet = { axisLine: { lineStyle: { color: colours.line } }, axisTick: { show: false } };
/** Or it moves for letters that it takes to be wider than they are. */
const asSaid = { outerBoundsMode: 'none' };
const grid = { splitLine: { lineStyle: { color: colours.line } } };

function barsOf({ items }: Extract<Chart, { kind: 'bars' }>): EChartsCoreOption {
  const shown = items.slice(0, mostBars);
  return {
    grid: { ...asSaid, left: labelWidth, right: 46, top: 2, bottom: 4 },
    xAxis: { type: 'value', show: false },
    yAxis: {
      type: 'category',
      inverse: true,
      data: shown.map(({ name }) => fitText(name, label.fontSize, labelWidth - 14)),
      axisLabel: { ...label, color: colours.ink, interval: 0 },
      ...quiet,
    },
    series: [
      {
        type: 'bar',
        silent: true,
        data: shown.map(({ value, text }) => ({ value, label: { formatter: text } })),
        barWidth: '62%',
        itemStyle: { color: colours.plain, borderRadius: [0, 2, 2, 0] },
        label: { show: true, position: 'right', ...label, textBorderWidth: 0 },
      },
    ],
  };
}

function columnsOf({ labels, series }: Extract<Chart, { kind: 'columns' }>): EChartsCoreOption {
  return {
    grid: { ...asSaid, left: 34, right: 4, top: series.length > 1 ? 26 : 8, bottom: 20 },
    ...(series.length > 1 && {
      legend: { top: 0, right: 0, itemWidth: 9, itemHeight: 9, itemGap: 12, textStyle: label },
    }),
    xAxis: { type: 'category', data: [...labels], axisLabel: { ...label, hideOverlap: true }, ...quiet },
    yAxis: { type: 'value', minInterval: 1, axisLabel: label, splitNumber: 4, ...grid },
    series: series.map(columnsOfSeries),
  };
}

const columnsOfSeries = ({ name, tone, values }: Series) => ({
  type: 'bar',
  name,
  silent: true,
  stack: 'all',
  data: [...values],
  barMaxWidth: 26,
  itemStyle: { color: colours[tone] },
});
