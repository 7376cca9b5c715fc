import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Course, Sample } from './simulation.ts';

use([LineChart, GridComponent, LegendComponent, SVGRenderer, TitleComponent]);

const size = { width: 900, height: 460 };
const shown = ['video', 'pdf-reconstruct', 'pdf-translate', 'video-generation', 'file-processing'];
/** Legible on white and on black. */
const colours = ['#3b82c4', '#c9751b', '#3a9a5b', '#b0508f', '#8a7fd0'];
const ink = '#808080';

/** Pods above, waiting jobs below, over the minutes of a scenario; as SVG, drawn without a browser. */
export function drawCourse({ scenario, queues, samples }: Course): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  const columns = shown.map((name) => queues.findIndex(({ settings }) => settings.queue === name));
  const until = samples.filter(({ at }) => at <= (scenario.minutes + 15) * 60);
  try {
    chart.setOption({
      animation: false,
      color: colours,
      textStyle: { fontFamily: 'sans-serif', color: ink },
      legend: { top: 0, data: shown, textStyle: { color: ink } },
      title: ['pods', 'jobs waiting'].map((text, half) => ({
        text,
        left: 4,
        top: 24 + half * 218,
        textStyle: { fontSize: 12, color: ink },
      })),
      grid: [0, 1].map((half) => ({ left: 52, right: 14, top: 48 + half * 218, height: 158 })),
      xAxis: [0, 1].map((half) => ({
        gridIndex: half,
        type: 'value',
        name: half ? 'minutes' : '',
        nameLocation: 'middle',
        nameGap: 20,
        max: scenario.minutes + 15,
      })),
      yAxis: [0, 1].map((half) => ({ gridIndex: half, type: 'value', minInterval: 1, splitNumber: 4 })),
      series: (['pods', 'waiting'] as const).flatMap((what, half) =>
        shown.map((name, index) =>
          line({ name, half, points: until.map((sample) => pointOf(sample, what, columns[index]!)) }),
        ),
      ),
    });
    return chart.renderToSVGString();
  } finally {
    // It would go on drawing for ever.
    chart.dispose();
  }
}

const pointOf = (sample: Sample, what: 'pods' | 'waiting', column: number) =>
  [Number((sample.at / 60).toFixed(2)), sample[what][column]!] as const;

const line = ({ name, half, points }: { name: string; half: number; points: (readonly [number, number])[] }) => ({
  type: 'line',
  name,
  xAxisIndex: half,
  yAxisIndex: half,
  showSymbol: false,
  silent: true,
  step: half ? false : 'end',
  sampling: 'lttb',
  lineStyle: { width: 1.5 },
  data: points.filter((_, at) => at % 3 === 0),
});
