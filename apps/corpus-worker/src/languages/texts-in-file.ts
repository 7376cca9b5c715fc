import { mostLetters, mostTexts, type TextPart, textsPerPart } from '@polyspool/contracts/corpus';
import { AppError } from '@polyspool/contracts/errors';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { readLines } from './read-lines.js';

/** A text of the longest, every letter of it escaped in JSON, with its id. */
const maxLineBytes = 64 * 1024;
/** Of a part, whose texts are read together. */
const maxPartBytes = 2 * 1024 * 1024;

export interface FoundText {
  readonly id: string;
  /** What is wrong, where there is no text. */
  readonly text: string | undefined;
  readonly fault?: string;
}

const JsonLine = z.object({
  id: z.union([z.string().min(1).max(200), z.number()]).optional(),
  text: z.string().max(mostLetters),
});

/**
 * Where the parts of a file of texts begin and end: none has more than `textsPerPart` texts. Lines of white space are no texts.
 * Throws `input.tooLarge` and, where there is none, `script.empty`.
 */
export async function cutTexts(content: Readable): Promise<TextPart[]> {
  const parts: TextPart[] = [];
  let open: TextPart | undefined;
  let [line, total, isJson] = [0, 0, false];
  for await (const { text, start, end } of readLines(content, maxLineBytes)) {
    line += 1;
    if (isBlank(text)) continue;
    total += 1;
    if (total === 1) isJson = jsonIn(unmarked(text)) !== undefined;
    if (total > mostTexts)
      throw new AppError('input.tooLarge', `A file may have ${mostTexts} texts, and this one has more`);
    const fits = open && open.texts < textsPerPart && end - open.start <= maxPartBytes;
    if (open && !fits) parts.push(open);
    if (open && fits) open = { ...open, end, texts: open.texts + 1 };
    else open = { start, end, firstLine: line, texts: 1, isJson };
  }
  if (!open) throw new AppError('script.empty', 'The file has nothing in it but white space');
  return [...parts, open];
}

/** The texts of a part, of whose bytes the content is. */
export async function textsOf(content: Readable, { firstLine, isJson }: TextPart): Promise<FoundText[]> {
  const texts: FoundText[] = [];
  let line = firstLine - 1;
  for await (const { text } of readLines(content, maxLineBytes)) {
    line += 1;
    if (!isBlank(text)) texts.push(textIn(unmarked(text), String(line), isJson));
  }
  return texts;
}

function textIn(text: string | undefined, line: string, isJson: boolean): FoundText {
  if (text === undefined) return { id: line, text, fault: `Line ${line} has more than ${maxLineBytes} bytes` };
  if (!isJson && text.length <= mostLetters) return { id: line, text };
  if (!isJson) return { id: line, text: undefined, fault: `Line ${line} has more than ${mostLetters} letters` };
  const found = JsonLine.safeParse(jsonIn(text));
  if (found.success) return { id: String(found.data.id ?? line), text: found.data.text };
  const [issue] = found.error.issues;
  return { id: line, text: undefined, fault: `Line ${line}: ${[...issue!.path, issue!.message].join(': ')}` }; // it has failed
}

/** An object; undefined for all else. */
function jsonIn(text: string | undefined): object | undefined {
  if (!text?.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined; // no JSON
  }
}

const isBlank = (text: string | undefined): text is string => text !== undefined && !unmarked(text)?.trim();

/** Without the byte order mark that some editors put first. */
const unmarked = (text: string | undefined) => text?.replace(/^\ufeff/, '').trim();
