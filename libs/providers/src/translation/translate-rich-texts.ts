import { wordSeparator, type Language } from '@polyspool/contracts/languages';
import { plainText, type RichText } from '@polyspool/contracts/rich-text';
import { countWords } from '../translator/unknown-words.js';
import type { Translator } from '../translator/translator.js';
import { keepsFacts } from './kept-facts.js';
import { markText, type MarkedText } from './marked-text.js';
import { readMarkedText } from './read-marked-text.js';
import { recall } from './recall.js';
import { spansOf, textPiece, tidied, trimmed } from './rich-text-pieces.js';
import { joinedUnit, unitsOf, type TextBlock, type Unit } from './sentence-units.js';
import { splitTranslation } from './split-translation.js';
import { snippetsOf } from './translate-pieces.js';
import { translateTexts, type TextsOptions, type TranslatedText } from './translate-texts.js';
import type { TranslatingJob } from './translating-job.js';

export interface TranslatedBlock {
  readonly id: string;
  readonly text: RichText;
  /** Name of the engine, or `memory`. */
  readonly translatedBy: string;
  /** That the engine did not know. */
  readonly unknownWords: number;
  readonly words: number;
  /** Spans could not be found again. */
  readonly isFlattened: boolean;
}

/** A part of a block, translated. */
type Part = TranslatedBlock;

type RichOptions = Omit<TextsOptions, 'onProgress' | 'batch'> & { readonly onProgress?: (fraction: number) => void };

/** A unit on its way. */
interface Sheet {
  readonly unit: Unit;
  readonly joined: ReturnType<typeof joinedUnit>;
}

/** Of the time that the translator takes: what has to be asked again is little. */
const firstRound = 0.9;

/**
 * Translates blocks whose sentences may run from one to the next. Formulas, numbers and addresses come out as they went in: a
 * text in which the engine loses one is asked for again with made-up words in their places, and then in pieces around them.
 */
export async function translateRichTexts(
  job: TranslatingJob,
  translator: Translator,
  blocks: readonly TextBlock[],
  options: RichOptions,
): Promise<TranslatedBlock[]> {
  const known = recall(options.memory ?? [], options.from);
  const remembered = blocks.flatMap((block) => fromMemory(block, known));
  const isRemembered = new Set(remembered.map(({ id }) => id));
  const asked = blocks.filter(({ id }) => !isRemembered.has(id));
  const sheets = unitsOf(asked, options.from).map((unit) => ({ unit, joined: joinedUnit(unit, options.from) }));
  const made = await new Rounds(job, translator, options).translate(sheets);
  const parts = Map.groupBy([...remembered, ...made.flat()], ({ id }) => id);
  return blocks.map((block) => joinedParts(block, parts.get(block.id) ?? [], options.to));
}

/** What people have translated as a whole; where it looks different in parts, that is lost. */
function fromMemory({ id, text }: TextBlock, known: (text: string) => string | undefined): Part[] {
  if (text.some((piece) => 'formula' in piece)) return [];
  const target = known(plainText(text));
  if (target === undefined) return [];
  const [span, ...others] = spansOf(text);
  const isWhole = others.length === 0 && text.every((piece) => 'text' in piece && piece.span === span);
  const isFlattened = span !== undefined && !isWhole;
  const pieces = [textPiece(target, isWhole ? span : undefined)];
  return [{ id, text: pieces, translatedBy: 'memory', unknownWords: 0, words: countWords(target), isFlattened }];
}

function joinedParts({ id, text }: TextBlock, parts: readonly Part[], to: Language): TranslatedBlock {
  const [first, ...others] = parts;
  if (!first) return { id, text, translatedBy: 'none', unknownWords: 0, words: 0, isFlattened: false };
  if (others.length === 0) return first;
  const filled = parts.filter((part) => part.text.length > 0);
  return {
    id,
    text: tidied(filled.flatMap((part, index) => (index ? [textPiece(wordSeparator(to)), ...part.text] : part.text))),
    translatedBy: first.translatedBy,
    unknownWords: parts.reduce((sum, part) => sum + part.unknownWords, 0),
    words: parts.reduce((sum, part) => sum + part.words, 0),
    isFlattened: parts.some((part) => part.isFlattened),
  };
}

class Rounds {
  constructor(
    private readonly job: TranslatingJob,
    private readonly translator: Translator,
    private readonly options: RichOptions,
  ) {}

  async translate(sheets: readonly Sheet[]): Promise<Part[][]> {
    const { onProgress } = this.options;
    const made = await this.round(sheets, false, (fraction) => onProgress?.(fraction * firstRound));
    const lost = sheets.filter((_, index) => !made[index]);
    const again = await this.round(lost, true);
    const last = await this.inPieces(lost.filter((_, index) => !again[index]));
    const pieces = last.values();
    const repaired = again.map((parts) => parts ?? pieces.next().value!).values(); // one for each that is lost again
    onProgress?.(1);
    return made.map((parts) => parts ?? repaired.next().value!); // one for each that is lost
  }

  private async round(sheets: readonly Sheet[], hidesFacts: boolean, onProgress?: (fraction: number) => void) {
    const hasSpanTags = this.translator.capabilities.spans;
    const marked = sheets.map(({ joined }) => markText(joined.text, { hasSpanTags, hidesFacts }));
    const answers = await this.ask(
      marked.flatMap(({ text }) => text ?? []),
      onProgress,
    );
    return sheets.map((sheet, index) => {
      const own = marked[index]!; // as many as sheets
      const answer = own.text === undefined ? undefined : answers.get(own.text);
      return answer && this.read(sheet, own, answer);
    });
  }

  private read(sheet: Sheet, marked: MarkedText, answer: TranslatedText): Part[] | undefined {
    const read = readMarkedText(marked, answer.text);
    if (!read || !keepsFacts(plainText(marked.source), plainText(read.text))) return undefined;
    const unknown = Math.round((answer.unknownWordShare ?? 0) * countWords(answer.text)) - read.marks;
    const text = inCapitals(plainText(marked.source, '')) ? capitalized(read.text, this.options.to) : read.text;
    return this.parts(
      sheet,
      { ...read, text },
      { translatedBy: answer.translatedBy, unknownWords: Math.max(0, unknown) },
    );
  }

  private parts(
    { unit, joined }: Sheet,
    made: { readonly text: RichText; readonly isFlattened: boolean },
    { translatedBy, unknownWords }: { translatedBy: string; unknownWords: number },
  ): Part[] | undefined {
    const split = splitTranslation(made.text, unit, joined, this.options.to);
    const words = split?.map(({ text }) => countWords(plainText(text, ' '))) ?? [];
    const all = words.reduce((sum, count) => sum + count, 0);
    return split?.map(({ text, isFlattened }, index) => ({
      id: unit.parts[index]!.block, // as many as parts
      text,
      translatedBy,
      unknownWords: all === 0 ? 0 : Math.round((unknownWords * words[index]!) / all), // as many as parts
      words: words[index]!,
      isFlattened: isFlattened || made.isFlattened,
    }));
  }

  private async inPieces(sheets: readonly Sheet[]): Promise<Part[][]> {
    const cut = sheets.map(({ joined }) => snippetsOf(trimmed(joined.text)));
    const answers = await this.ask(cut.flatMap(({ texts }) => texts));
    return sheets.map((sheet, index) => {
      const { texts, rebuild } = cut[index]!; // as many as sheets
      const made = texts.map((text) => answers.get(text)!); // one for each
      const unknownWords = made.reduce((sum, one) => sum + (one.unknownWordShare ?? 0) * countWords(one.text), 0);
      const text = tidied(rebuild(made.map((one) => one.text)));
      const by = { translatedBy: made[0]?.translatedBy ?? 'none', unknownWords: Math.round(unknownWords) };
      return this.parts(sheet, { text, isFlattened: false }, by) ?? unchanged(sheet.unit);
    });
  }

  /** Each text once. */
  private async ask(texts: readonly string[], onProgress?: (fraction: number) => void) {
    const unique = [...new Set(texts)];
    const { memory: _, ...options } = this.options;
    const translated = await translateTexts(this.job, this.translator, unique, {
      ...options,
      batch: this.translator.portion,
      onProgress: (done) => onProgress?.(done / unique.length),
    });
    return new Map(unique.map((text, index) => [text, translated[index]!])); // one for each
  }
}

/** Headings often are, and engines write them as they write words. */
const inCapitals = (text: string) => /\p{Lu}.*\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text);

const capitalized = (text: RichText, language: Language): RichText =>
  text.map((piece) => ('text' in piece ? textPiece(piece.text.toLocaleUpperCase(language), piece.span) : piece));

/** Formulas of two blocks between which nothing stands. */
const unchanged = ({ parts }: Unit): Part[] =>
  parts.map(({ block, text }) => ({
    id: block,
    text,
    translatedBy: 'none',
    unknownWords: 0,
    words: countWords(plainText(text, ' ')),
    isFlattened: false,
  }));
