import { tableOf } from './table-of.ts';

export interface Figure {
  readonly name: string;
  readonly unit: 'ms' | 's' | '/s' | 'MiB' | 'MiB/s' | '%' | '×';
  readonly ours: number;
  /** Nothing where the peer is not there, or has nothing of the kind. */
  readonly peer?: number | undefined;
  /** BullMQ alone on the same Redis. */
  readonly raw?: number | undefined;
  /** Seconds for each second of a recording. */
  readonly realTime?: number | undefined;
}

/** The value that `share` of the others do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** Of several rounds: a busy machine only ever adds. */
export const best = (values: readonly number[]) => Math.min(...values);

export function figuresTable(figures: readonly Figure[], peerName?: string): string {
  const hasRaw = figures.some(({ raw }) => raw !== undefined);
  const hasRealTime = figures.some(({ realTime }) => realTime !== undefined);
  const ofPeer = peerName ? [peerName, 'ratio'] : [];
  const head = [
    '',
    'Polyspool',
    ...ofPeer,
    ...(hasRaw ? ['BullMQ', 'ratio'] : []),
    ...(hasRealTime ? ['real time'] : []),
  ];
  const rows = figures.map(({ name, unit, ours, peer, raw, realTime }) => {
    const beside = (other: number | undefined) =>
      other === undefined ? ['', ''] : [shown(other, unit), (ours / other).toFixed(2)];
    const times = hasRealTime ? [realTime?.toFixed(4) ?? ''] : [];
    return [name, shown(ours, unit), ...(peerName ? beside(peer) : []), ...(hasRaw ? beside(raw) : []), ...times];
  });
  return tableOf(head, rows);
}

const shown = (value: number, unit: Figure['unit']) => `${value.toFixed(digitsOf(value, unit))} ${unit}`;

const digitsOf = (value: number, unit: Figure['unit']) => (value >= 100 ? 0 : unit === '×' ? 3 : 1);
