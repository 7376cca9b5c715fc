import { plot, plotColumns } from './plot.js';
import { waveformSvg } from './draw-waveform.js';

const flat = (level: number) => Array<number>(plotColumns).fill(level);
const waveform = { lowest: flat(-1), highest: flat(1), rms: flat(0.5), clipped: [100] };

describe('waveformSvg', () => {
  it('reaches as far as the recording does, and marks where it clips and where somebody speaks', () => {
    const svg = waveformSvg(waveform, { durationSeconds: 10, speech: [{ startSeconds: 5, endSeconds: 7.5 }] });

    const [x, width] = [plot.left + plotColumns / 2, plotColumns / 4];
    expect(svg).toContain(`<rect x='${x}' y='296' width='${width}'`);
    expect(svg).toContain(`M${plot.left + 100.5} 20v12M${plot.left + 100.5} 280v-12`);
    expect(svg).toContain(`<path d='M${plot.left + 0.5} 20L`);
  });

  it('is a line of silence', () => {
    const none = { lowest: flat(0), highest: flat(0), rms: flat(0), clipped: [] };

    const svg = waveformSvg(none, { durationSeconds: 10, speech: [] });

    expect(svg).toContain(`<path d='M${plot.left + 0.5} 149.5L`);
    expect(svg).not.toMatch(/NaN|undefined/);
  });
});
