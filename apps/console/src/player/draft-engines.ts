import type { EngineLabel, Transcript } from '@polyspool/contracts/segments';

/** Names of the engines whose work is a draft. */
export function draftEngines({ transcriber, translator }: Pick<Transcript, 'transcriber' | 'translator'>): string[] {
  const labels: (EngineLabel | undefined)[] = [transcriber, translator];
  return labels.flatMap((label) => (label?.quality === 'draft' ? [label.engine] : []));
}
