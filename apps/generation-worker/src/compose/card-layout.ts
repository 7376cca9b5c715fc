import type { Language } from '@polyspool/contracts/languages';
import type { PictureSize } from '@polyspool/contracts/film';
import { splitEvenly } from '@polyspool/subtitles/break-lines';
import { textLength } from '@polyspool/subtitles/text-length';
import { typefaceFor } from '@polyspool/subtitles/typeface';

/** Shares of the picture that a text on a card may fill. */
const widthShare = 0.8;
const heightShare = 0.6;
/** Of a letter, in heights; Chinese, Japanese and Korean are counted in letters that are as wide as high. */
const letterWidth = 0.58;
const wideLetterWidth = 1.05;
/** Of scripts that are counted in syllables: those of India, Burmese, Khmer. */
const syllableWidth = 0.95;
const syllabic = /[\u0900-\u0dff\u1000-\u109f\u1780-\u17ff]/u;
const largestShare = 0.11;
const smallestShare = 0.035;

export interface CardLayout {
  readonly lines: readonly string[];
  /** Height of the letters, in pixels. */
  readonly size: number;
}

/** The fewest lines that let letters be as large as they may, else the largest letters with which all of it has room. */
export function layOutCard(text: string, language: Language, { width, height }: PictureSize): CardLayout {
  const { lineHeight, family } = typefaceFor(language);
  const narrow = syllabic.test(text) ? syllableWidth : letterWidth;
  const unit = family.includes('CJK') ? wideLetterWidth : narrow;
  const shorter = Math.min(width, height);
  const layouts = [1, 2, 3, 4, 5, 6, 8, 10].map((count) => {
    const lines = splitEvenly(text, count, language);
    const longest = Math.max(1, ...lines.map((line) => textLength(line, language)));
    const bySize = Math.min(
      (width * widthShare) / (longest * unit),
      (height * heightShare) / (lines.length * lineHeight),
    );
    return { lines, size: Math.max(shorter * smallestShare, Math.min(shorter * largestShare, bySize)) };
  });
  const largest = Math.max(...layouts.map(({ size }) => size));
  return layouts.find(({ size }) => size > largest * 0.95)!; // the largest itself is one
}
