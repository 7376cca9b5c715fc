import { styleText } from 'node:util';
import type { Job } from '@polyspool/contracts/job-status';

const barWidth = 24;
const marks: Partial<Record<Job['status'], string>> = { succeeded: '✓', failed: '✗', retrying: '↻', cancelled: '∅' };

/** A line for the job and one for each part: redrawn in place in a terminal, written when something is new elsewhere. */
export class ProgressView {
  private drawn = 0;
  private said = new Map<string, string>();

  show(job: Job, children: readonly Job[]) {
    const rows = [job, ...children.toSorted((one, other) => startOf(one) - startOf(other))];
    const lines = rows.map((row) => lineOf(row, row.id !== job.id));
    if (process.stdout.isTTY) this.redraw(lines);
    else this.append(rows, lines);
  }

  /** Something to read between the bars. */
  note(text: string) {
    this.clear();
    console.log(text);
  }

  private redraw(lines: readonly string[]) {
    this.clear();
    process.stdout.write(`${lines.join('\n')}\n`);
    this.drawn = lines.length;
  }

  private clear() {
    if (this.drawn > 0) process.stdout.write(`\u001b[${this.drawn}A\u001b[J`);
    this.drawn = 0;
  }

  /** Once for each new step or status, not for each percent. */
  private append(rows: readonly Job[], lines: readonly string[]) {
    rows.forEach((row, index) => {
      const state = `${row.status} ${row.step ?? ''} ${Math.floor(row.percent / 25)}`;
      if (this.said.get(row.id) === state) return;
      this.said.set(row.id, state);
      console.log(lines[index]);
    });
  }
}

export function lineOf({ percent, status, step, message, type, input }: Job, isPart: boolean): string {
  const full = Math.round((percent / 100) * barWidth);
  const bar = styleText('cyan', '█'.repeat(full)) + styleText('dim', '░'.repeat(barWidth - full));
  const name = isPart ? `  ${rangeOf(input) || type}` : type;
  const doing = [status === 'running' ? (step ?? status) : status, message].filter(Boolean).join(': ');
  return `${name.padEnd(20)} ${bar} ${String(Math.round(percent)).padStart(3)} %  ${marks[status] ?? ' '} ${doing.slice(0, roomForWords())}`;
}

/** A line that wraps could not be drawn over. */
const roomForWords = () => Math.max(10, (process.stdout.columns ?? 120) - 60);

const startOf = ({ input }: Job) => Number(input.startSeconds ?? 0);

function rangeOf({ startSeconds, endSeconds }: Job['input']) {
  return endSeconds === undefined ? '' : `${Number(startSeconds).toFixed(1)} - ${Number(endSeconds).toFixed(1)} s`;
}
