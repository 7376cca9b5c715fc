import type { LevelEstimate } from '@polyspool/contracts/vocabulary';

const methods: Record<LevelEstimate['method'], string> = {
  list: 'from a published list',
  'rank-band': 'estimated from how frequent it is',
  estimate: 'a rough estimate from how frequent it is',
};

/** `B2, estimated from how frequent it is, fairly sure` */
export const levelWords = ({ level, method, confidence }: LevelEstimate) =>
  `${level}, ${methods[method]}, ${howSure(confidence)}`;

/** Nobody should take an estimate for more than it is. */
export const isEstimated = ({ method }: LevelEstimate) => method !== 'list';

function howSure(confidence: number) {
  if (confidence >= 0.85) return 'very sure';
  if (confidence >= 0.6) return 'fairly sure';
  return 'not sure';
}
