import type { Segment } from '@polyspool/contracts/segments';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import type { LanguageIdentifier } from '@polyspool/providers/language-identifier/language-identifier';

/** A sentence or two: enough to tell the language, little enough to notice another one. */
const pieceLetters = 200;

/** In which languages a transcript reads: each by its share of the letters, and how sure that is. The surest come first. */
export async function languagesOf(
  { signal }: Pick<RunningJob, 'signal'>,
  identifier: LanguageIdentifier,
  segments: readonly Pick<Segment, 'text'>[],
) {
  const pieces = piecesOf(segments.map(({ text }) => text.trim()));
  const read = await identifier.identify(pieces, { signal });
  const letters = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const sure = new Map<string, number>();
  for (const [index, found] of read.entries()) {
    if (!found?.isReliable) continue;
    const weight = ((pieces[index]?.length ?? 0) / letters) * found.confidence;
    sure.set(found.language, (sure.get(found.language) ?? 0) + weight);
  }
  return [...sure]
    .map(([language, share]) => ({ language, confidence: Math.min(1, Math.round(share * 1000) / 1000) }))
    .sort((a, b) => b.confidence - a.confidence);
}

function piecesOf(texts: readonly string[]): string[] {
  const pieces: string[] = [];
  for (const text of texts.filter(Boolean)) {
    const last = pieces.at(-1);
    if (last === undefined || last.length >= pieceLetters) pieces.push(text);
    else pieces[pieces.length - 1] = `${last} ${text}`;
  }
  return pieces;
}
