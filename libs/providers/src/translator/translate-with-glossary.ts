import { glossaryTerms, type FoundTerm } from './glossary-terms.js';
import type { TranslateOptions, Translation, Translator } from './translator.js';
import { hasWords } from './has-words.js';
import { firstFreePlaceholder, placeholderAt, placeholderCount, readPlaceholders } from './placeholders.js';
import { joinTranslations, withoutUnknownWords } from './unknown-words.js';

/** A text whose terms are protected from the engine. */
interface Protected {
  readonly text: string;
  /** What stands between the terms: one more than there are terms. */
  readonly pieces: readonly string[];
  /** As they are to be read in the translation. */
  readonly targets: readonly string[];
  /** Of the made-up words that stand for them; the text may have some of its own. */
  readonly firstPlaceholder: number;
}

/**
 * Translates terms as the glossary says, also by engines that know none: these get a made-up word in place of each term,
 * which is replaced by the term's target. A text whose made-up words do not all come back is translated in pieces around its
 * terms. Targets are put in as they are: the text around them is not inflected to fit them, nor are they.
 */
export async function translateWithGlossary(
  translator: Pick<Translator, 'capabilities' | 'translate'>,
  texts: readonly string[],
  options: TranslateOptions,
): Promise<Translation[]> {
  const { glossary = [], ...rest } = options;
  if (glossary.length === 0 || translator.capabilities.glossary) return translator.translate(texts, options);
  return translateProtected(translator, texts, { ...rest, glossary });
}

/** As `translateWithGlossary`, for engines that know no glossary for this pair. */
export async function translateProtected(
  translator: Pick<Translator, 'translate'>,
  texts: readonly string[],
  { glossary = [], ...options }: TranslateOptions,
): Promise<Translation[]> {
  const sheets = texts.map((text) => protect(text, glossaryTerms(glossary).in(text.normalize('NFC')), options.to));
  const whole = await translator.translate(
    sheets.map((sheet) => sheet.text),
    options,
  );
  const restored = sheets.map((sheet, index) => whole[index] && restore(sheet, whole[index]));
  const lost = sheets.filter((_, index) => !restored[index]);
  const piecewise = (await translatePieces(translator, lost, options)).values();
  return restored.map((translation) => translation ?? piecewise.next().value!); // one for each that is lost
}

function protect(source: string, found: readonly FoundTerm[], language: string): Protected {
  const text = source.normalize('NFC');
  const first = firstFreePlaceholder(text);
  if (found.length === 0) return { text: source, pieces: [source], targets: [], firstPlaceholder: first };
  const pieces = [...found, undefined].map((next, index) => text.slice(found[index - 1]?.to ?? 0, next?.from));
  const targets = found.map((one) => targetOf(text.slice(one.from, one.to), one.term, language));
  const masked = pieces.reduce((before, piece, index) => before + placeholderAt(first + index - 1) + piece);
  return { text: masked, pieces, targets, firstPlaceholder: first };
}

/** In the case of the place where it stands: at the start of a sentence, or where all is in capitals. */
function targetOf(found: string, { source, target }: FoundTerm['term'], language: string) {
  if (found === source || source !== source.toLowerCase()) return target;
  const [first = '', ...rest] = found;
  if (first === first.toLowerCase()) return target;
  if (rest.length > 0 && found === found.toUpperCase()) return target.toLocaleUpperCase(language);
  const [head = '', ...tail] = target;
  return head.toLocaleUpperCase(language) + tail.join('');
}

/** Undefined where a placeholder is missing, doubled or inflected. */
function restore({ targets, firstPlaceholder: first }: Protected, translation: Translation): Translation | undefined {
  if (targets.length === 0) return translation;
  if (first + targets.length > placeholderCount) return undefined;
  const parts = readPlaceholders(translation.text);
  const places = parts.filter((part) => typeof part === 'number' && part >= first);
  if (places.length !== targets.length || targets.some((_, index) => !places.includes(first + index))) return undefined;
  const own = (part: number) => targets[part - first] ?? placeholderAt(part);
  const text = parts.map((part) => (typeof part === 'number' ? own(part) : part)).join('');
  return { text, ...withoutUnknownWords(translation, targets.length) };
}

/** What stands between the terms is translated, each piece for itself. */
async function translatePieces(
  translator: Pick<Translator, 'translate'>,
  sheets: readonly Protected[],
  options: TranslateOptions,
): Promise<Translation[]> {
  const pieces = sheets.flatMap((sheet) => sheet.pieces.filter(hasWords));
  const translations = pieces.length === 0 ? [] : await translator.translate(pieces, options);
  const next = translations.values();
  return sheets.map((sheet) =>
    joinTranslations(
      sheet.pieces.flatMap((piece, index) => {
        const made = hasWords(piece) ? inItsSpaces(piece, next.next().value!) : { text: piece, unknownWordShare: 0 };
        const target = sheet.targets[index];
        return target === undefined ? [made] : [made, { text: target, unknownWordShare: 0 }];
      }),
    ),
  );
}

const inItsSpaces = (piece: string, { text, ...rest }: Translation): Translation => ({
  text: `${/^\s*/.exec(piece)![0]}${text.trim()}${/\s*$/.exec(piece)![0]}`, // both match anything
  ...rest,
});
