export interface Figure {
  readonly name: string;
  readonly unit: 'ms' | 's' | 'MiB' | 'MiB/s' | '%';
  readonly ours: number;
  /** Nothing where the peer is not there, or has nothing of the kind. */
  readonly peer?: number | undefined;
}

/** The value that `share` of the others do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** Of several rounds: a busy machine only ever adds. */
export const best = (values: readonly number[]) => Math.min(...values);

export function tableOf(figures: readonly Figure[], peerName?: string): string {
  const head = ['', 'Polyspool', ...(peerName ? [peerName, 'ratio'] : [])];
  const rows = figures.map(({ name, unit, ours, peer }) => {
    const ofPeer = peer === undefined ? ['', ''] : [shown(peer, unit), (ours / peer).toFixed(2)];
    return [name, shown(ours, unit), ...(peerName ? ofPeer : [])];
  });
  return [head, ...rows].map(aligned).join('\n');
}

const aligned = ([name = '', ...cells]: readonly string[]) =>
  `${name.padEnd(48)}${cells.map((cell) => cell.padStart(13)).join('')}`.trimEnd();

const shown = (value: number, unit: Figure['unit']) => `${value.toFixed(value < 100 ? 1 : 0)} ${unit}`;
