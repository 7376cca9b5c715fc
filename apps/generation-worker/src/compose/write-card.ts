import type { Language } from '@polyspool/contracts/languages';
import type { PictureSize } from '@polyspool/contracts/film';
import { readsRightToLeft } from '@polyspool/subtitles/bidi-marks';
import { assTimestamp } from '@polyspool/subtitles/timestamp';
import { typefaceFor } from '@polyspool/subtitles/typeface';
import { wordJoiner } from '@polyspool/subtitles/write-srt';
import { layOutCard } from './card-layout.js';

export interface Card {
  readonly text: string;
  readonly language: Language;
  readonly picture: PictureSize;
  readonly seconds: number;
}

const fadeMs = 600;
/** Of the line under the text, in heights of its letters. */
const rule = { width: 2.4, height: 0.07, below: 0.55 };

/** The text of a card as .ass: in the middle, with a short line below it. */
export function writeCard({ text, language, picture, seconds }: Card): string {
  const { width, height } = picture;
  const { family, lineHeight } = typefaceFor(language);
  const { lines, size } = layOutCard(text, language, picture);
  const half = (lines.length * size * lineHeight) / 2;
  const end = assTimestamp(Math.round(seconds * 100));
  const event = (style: string, content: string) => `Dialogue: 0,${assTimestamp(0)},${end},${style},,0,0,0,,${content}`;
  const fade = `\\fad(${fadeMs},${fadeMs})`;
  const [w, h] = [Math.round(rule.width * size), Math.max(2, Math.round(rule.height * size))];
  const ruleTop = Math.round(height / 2 + half + rule.below * size);
  const shownLines = lines.map(shownAsText).join('\\N');
  return [
    ...['[Script Info]', 'ScriptType: v4.00+', 'WrapStyle: 2', 'ScaledBorderAndShadow: yes'],
    ...[`PlayResX: ${width}`, `PlayResY: ${height}`, '', '[V4+ Styles]'],
    'Format: Name, Fontname, Fontsize, PrimaryColour, OutlineColour, BackColour, Bold, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding',
    // An encoding of -1 lets the text itself say whether it reads from right to left.
    `Style: Card,${family},${Math.round(size * lineHeight)},&H00FFFFFF,&H00000000,&H80000000,-1,1,0,${(size * 0.05).toFixed(1)},5,0,0,0,${readsRightToLeft(language) ? -1 : 1}`,
    ...['', '[Events]', 'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text'],
    event('Card', `{\\an5\\pos(${width / 2},${height / 2})${fade}}${shownLines}`),
    event('Card', `{\\an8\\pos(${width / 2},${ruleTop})${fade}\\shad0\\p1}m 0 0 l ${w} 0 ${w} ${h} 0 ${h}{\\p0}`),
    '',
  ].join('\n');
}

/** `\N` would break the line and `{...}` hide a part of it. */
const shownAsText = (line: string) => line.replaceAll('\\', `\\${wordJoiner}`).replaceAll('{', '\\{');
