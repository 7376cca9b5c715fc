import { cefrLevels, type LevelEstimate } from '@polyspool/contracts/vocabulary';

/**
 * Last lemma ranks of A1 to C1: those that fit the CEFR-J and Octanove lists best when words are ranked by SUBTLEX-US (8,606
 * headwords, fitted on one half, measured on the other: 41 % exactly right, 87 % within one level).
 */
const lastRanks = [621, 2_161, 5_992, 18_610, 32_798] as const;

/**
 * How far the rank that a level stands for may lie from the rank that a list gives, as the standard deviation of its natural logarithm.
 * `rank-band`: with 1 the bands above are hit as often as was measured. `estimate`: no list to measure by is known for the
 * language; it is taken to be twice as far.
 */
const spread = { 'rank-band': 1, estimate: 2 } as const;

/** Confidence is the probability that the word belongs into this band, if ranks are off as far as `spread` says. */
export function rankLevel(rank: number, method: keyof typeof spread): LevelEstimate {
  const found = lastRanks.findIndex((last) => rank <= last);
  const band = found < 0 ? lastRanks.length : found;
  return { level: cefrLevels[band] ?? 'C2', method, confidence: round(bandProbability(band, rank, spread[method])) };
}

export function bandProbability(band: number, rank: number, deviation: number) {
  const upper = lastRanks[band];
  const lower = lastRanks[band - 1];
  const below = (last: number) => normal((Math.log(last) - Math.log(rank)) / deviation);
  return (upper === undefined ? 1 : below(upper)) - (lower === undefined ? 0 : below(lower));
}

/** Of the standard normal distribution, what lies below (Abramowitz and Stegun 26.2.17; error below 1e-7). */
function normal(x: number): number {
  if (x < 0) return 1 - normal(-x);
  const t = 1 / (1 + 0.2316419 * x);
  const tail = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * tail;
}

const round = (value: number) => Math.round(value * 100) / 100;
