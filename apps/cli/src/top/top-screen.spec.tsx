import { renderToString } from 'ink';
import { TopScreen, type Sight } from './top-screen.js';

describe('top', () => {
  const lastHour = { succeeded: 1, failed: 0 };
  const none = { workers: 1, reserved: 0, scheduled: 0, retrying: 0, queued: 0, lastHour };
  const queues = Array.from({ length: 20 }, (_, at) => ({ ...none, queue: `queue-${at}`, slots: 4, active: at % 3 }));
  const active = Array.from({ length: 30 }, (_, at) => ({ id: `job-${at}`, type: 'video.process', percent: at }));
  const sight = { at: new Date(0), queues, workers: [], active } as unknown as Sight; // no more of it is shown

  it.each([10, 24, 60])('fits into %i rows of 80 columns: what matters most comes first', (rows) => {
    const unserved = { ...none, queue: 'forgotten', slots: 0, queued: 5, active: 0 };
    const shown = { ...sight, queues: [...queues, unserved] } as Sight;

    const lines = renderToString(<TopScreen sight={shown} rows={rows} />, { columns: 80 }).split('\n');

    expect(lines.length).toBeLessThanOrEqual(rows);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(lines[2]).toMatch(/^forgotten +░+ 0\/0 +5/);
    expect(lines.join('\n')).toMatch(/29 % video\.process +job-29/);
  });
});
