import type { Cue } from './subtitle-cues.js';
import { assTimestamp } from './timestamp.js';
import { readsRightToLeft } from './bidi-marks.js';
import { latinTypeface, typefaceFor, type Typeface } from './typeface.js';
import { wordJoiner } from './write-srt.js';

/** As it is shown, in pixels: turned upright, with square pixels. */
export interface Picture {
  readonly width: number;
  readonly height: number;
}

export interface AssOptions {
  readonly language: string;
  readonly targetLanguage?: string | undefined;
  /** Without it the usual one is meant. */
  readonly picture?: Picture | undefined;
}

const usualPicture: Picture = { width: 1920, height: 1080 };

/** Advanced SubStation Alpha, in pieces: the style `Spoken`, and under it `Translated`. */
export function* assBlocks(cues: Iterable<Cue>, options: AssOptions): Generator<string> {
  const looks = looksOf(options);
  yield header(looks, options.picture);
  let before = 0;
  for (const cue of cues) {
    // ASS counts hundredths: a cue shorter than one is stretched, and none may overlap the next.
    const start = Math.max(Math.round(cue.startMs / 10), before);
    before = Math.max(Math.round(cue.endMs / 10), start + 1);
    yield `Dialogue: 0,${assTimestamp(start)},${assTimestamp(before)},Spoken,,0,0,0,,${textOf(cue, looks)}\n`;
  }
}

export const writeAss = (cues: Iterable<Cue>, options: AssOptions) => [...assBlocks(cues, options)].join('');

interface Look extends Typeface {
  readonly language: string;
  /** Height of the letters of Noto Sans. */
  readonly size: number;
  readonly colour: string;
}

interface Looks {
  readonly spoken: Look;
  readonly translated?: Look;
}

/** One event for both languages: two would change places where one of them is longer. */
function textOf({ lines, translatedLines = [] }: Cue, { spoken, translated }: Looks) {
  const above = lines.map((line) => shownAsText(line, spoken)).join('\\N');
  if (translatedLines.length === 0 || !translated) return above;
  const below = translatedLines.map((line) => shownAsText(line, translated)).join('\\N');
  return `${above}${above && '\\N'}{\\rTranslated}${below}`;
}

/** `\N` would break the line and `{...}` hide a part of it. */
function shownAsText(line: string, look: Look) {
  const text = line.replaceAll('\\', `\\${wordJoiner}`).replaceAll('{', '\\{');
  // In a line that reads from right to left a change of face would change the order of its words.
  if (look.lineHeight < latinTypeface.lineHeight * 1.15 || readsRightToLeft(look.language)) return text;
  // The face has no Latin letters, and those of another would be drawn as high as its tall lines.
  return text.replace(latin, `{\\fn${latinTypeface.family}\\fs${sizeOf({ ...look, ...latinTypeface })}}$&{\\fn\\fs}`);
}

const latin =
  /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}][\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}]*/gu;
const sizeOf = ({ size, lineHeight }: Look) => Math.round(size * lineHeight);

function looksOf({ language, targetLanguage, picture = usualPicture }: AssOptions): Looks {
  // 42 letters fill eight tenths of the width, also of an upright picture.
  const size = Math.max(8, Math.min(picture.height * 0.051, picture.width * 0.036));
  const spoken = { ...typefaceFor(language), language, size, colour: '&H00FFFFFF' };
  if (targetLanguage === undefined) return { spoken };
  return {
    spoken,
    translated: { ...typefaceFor(targetLanguage), language: targetLanguage, size: size * 0.85, colour: '&H0066E6FF' },
  };
}

function header({ spoken, translated }: Looks, picture: Picture = usualPicture) {
  const { width, height } = picture;
  const styles = [style('Spoken', spoken, picture)];
  if (translated) styles.push(style('Translated', translated, picture));
  return [
    '[Script Info]',
    'ScriptType: v4.00+',
    'WrapStyle: 0',
    'ScaledBorderAndShadow: yes',
    `PlayResX: ${width}`,
    `PlayResY: ${height}`,
    '',
    '[V4+ Styles]',
    `Format: ${Object.keys(usualStyle).join(', ')}`,
    ...styles,
    '',
    '[Events]',
    'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text',
    '',
  ].join('\n');
}

/** White or yellow, edged in black, centred at the bottom. */
const usualStyle = {
  Name: '',
  Fontname: '',
  Fontsize: 0,
  PrimaryColour: '&H00FFFFFF',
  SecondaryColour: '&H00FFFFFF',
  OutlineColour: '&H00000000',
  BackColour: '&H80000000',
  Bold: 0,
  Italic: 0,
  Underline: 0,
  StrikeOut: 0,
  ScaleX: 100,
  ScaleY: 100,
  Spacing: 0,
  Angle: 0,
  BorderStyle: 1,
  Outline: 0,
  Shadow: 0,
  Alignment: 2,
  MarginL: 0,
  MarginR: 0,
  MarginV: 0,
  Encoding: 1,
};

function style(name: string, look: Look, { width, height }: Picture) {
  const side = Math.round(width * 0.05);
  const values = {
    ...usualStyle,
    Name: name,
    Fontname: look.family,
    Fontsize: sizeOf(look),
    PrimaryColour: look.colour,
    Outline: Math.max(1, Math.round(look.size * 0.8) / 10),
    Shadow: Math.round(look.size * 0.2) / 10,
    MarginL: side,
    MarginR: side,
    MarginV: Math.round(height * 0.05),
  };
  return `Style: ${Object.values(values).join(',')}`;
}
