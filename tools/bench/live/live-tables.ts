import type { LiveFigures } from './bench-live.ts';

export function liveTables(figures: readonly LiveFigures[]): string {
  const rows: readonly (readonly string[])[] = [
    ['', ...figures.map(({ channel }) => channel)],
    ['sockets', ...figures.map(({ sockets }) => `${sockets}`)],
    ['connected per second', ...figures.map(({ perSecond }) => whole(perSecond))],
    ['connect to state, p50, p95, p99, ms', ...figures.map(({ connectMs }) => three(connectMs))],
    ...(['job-status', 'gateway'] as const).map((service) => [
      `${service}: KiB each, MiB with all`,
      ...figures.map(({ memory }) => `${memory[service].kibEach.toFixed(1)}, ${whole(memory[service].rssMiB)}`),
    ]),
    ...['job-status', 'gateway', 'postgres'].map((process) => [
      `${process}: % of a core, idle`,
      ...figures.map(({ idleCpu }) => (idleCpu[process] ?? Number.NaN).toFixed(1)),
    ]),
    ['all on one job: p50, p95, p99, ms', ...figures.map(({ toldMs }) => three(toldMs))],
    ['messages timed', ...figures.map(({ told }) => `${told}`)],
  ];
  return rows
    .map(([name = '', ...cells]) => `${name.padEnd(38)}${cells.map((cell) => cell.padStart(18)).join('')}`.trimEnd())
    .join('\n');
}

const whole = (value: number) => value.toFixed(0);
const three = ({ p50, p95, p99 }: LiveFigures['toldMs']) => [p50, p95, p99].map(whole).join(', ');

export const explainLive = `Every client follows a job of its own that waits; then all of them follow one that speaks every half second.
Clients, gateway, job-status, PostgreSQL, Redis and the other services share the machine: the client's part is in every time.
KiB each: what the process has grown by, divided by the clients. ws: /v1/ws; ws-jobs: /ws/jobs/{id}; sse: /v1/jobs/{id}/events.`;
