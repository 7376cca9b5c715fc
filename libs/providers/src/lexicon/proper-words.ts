/** English words that are written with a capital, and are no names. */
export const properWords: ReadonlySet<string> = new Set(
  `monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
  november december christmas easter halloween thanksgiving english british american french german spanish italian russian chinese
  japanese greek latin irish scottish welsh dutch polish swedish danish norwegian turkish arabic jewish mexican canadian indian korean
  portuguese european african asian australian catholic christian muslim bible roman`.split(/\s+/),
);

/** Written with a capital in subtitles as often as not: people are called so, letters stand for words. */
export const everydayWords: ReadonlySet<string> = new Set(
  `i god lord tv ok okay dvd cd internet mr mrs ms dr sir madam mom mum dad grandma grandpa mommy daddy auntie earth moon western
  eastern nazi dna id`.split(/\s+/),
);
