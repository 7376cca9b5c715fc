import { scriptOf } from './bidi-marks.js';

/** A typeface and the height of its line, in heights of its letters: renderers of ASS count sizes in lines. */
export interface Typeface {
  readonly family: string;
  readonly lineHeight: number;
}

export const latinTypeface: Typeface = { family: 'Noto Sans', lineHeight: 1.36 };

/** The Noto face that is drawn for the script of a language. Glyphs that it lacks are taken from others by fontconfig. */
export function typefaceFor(language: string): Typeface {
  const script = scriptOf(language);
  // Han letters are written otherwise in Hong Kong, and only the region tells.
  if (script === 'Hant' && /-(HK|MO)\b/.test(language)) return han('HK');
  return typefaces[script] ?? latinTypeface;
}

const sans = (name: string, lineHeight = 1.36): Typeface => ({ family: `Noto Sans ${name}`, lineHeight });
const han = (region: string) => sans(`CJK ${region}`, 1.45);

const typefaces: Readonly<Record<string, Typeface | undefined>> = {
  Arab: { family: 'Noto Naskh Arabic', lineHeight: 1.7 },
  Armn: sans('Armenian'),
  Beng: sans('Bengali'),
  Deva: sans('Devanagari'),
  Ethi: sans('Ethiopic'),
  Geor: sans('Georgian'),
  Gujr: sans('Gujarati'),
  Guru: sans('Gurmukhi'),
  Hans: han('SC'),
  Hant: han('TC'),
  Hebr: sans('Hebrew'),
  Jpan: han('JP'),
  Khmr: sans('Khmer'),
  Knda: sans('Kannada'),
  Kore: han('KR'),
  Laoo: sans('Lao', 1.65),
  Mlym: sans('Malayalam'),
  Mymr: sans('Myanmar', 2.18),
  Orya: sans('Oriya'),
  Sinh: sans('Sinhala'),
  Taml: sans('Tamil'),
  Telu: sans('Telugu'),
  Thai: sans('Thai', 1.51),
};
