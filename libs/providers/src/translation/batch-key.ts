import type { EngineLabel } from '@polyspool/contracts/segments';
import { termsIn } from '../translator/glossary-terms.js';
import type { TranslatorCapabilities, TranslateOptions } from '../translator/translator.js';
import { hash } from 'node:crypto';
import type { Batch } from './batches-of.js';

/** Fewer lines may stand anywhere and mean something else there. */
const leastTellingLines = 10;

/**
 * What the translations of a batch depend on, and nothing else: a term of the glossary that does not occur in it, or a
 * formality that the engine cannot heed, is no reason to translate it again.
 *
 * The lines before it are left out too, although some engines read them: a batch would be done again whenever the end of
 * the one before it is edited. Ten lines or more are the same only where they are of the same text, whose context is then the
 * same but for such edits. A shorter batch can be the same by chance ("Yes."), and costs little: it has its context in its key.
 */
export function batchKey(
  { texts, context }: Pick<Batch, 'texts' | 'context'>,
  { from, to, glossary = [], formality }: Pick<TranslateOptions, 'from' | 'to' | 'glossary' | 'formality'>,
  engine: { label: EngineLabel; capabilities: TranslatorCapabilities },
): readonly unknown[] {
  const { capabilities, label } = engine;
  const terms = capabilities.glossary ? glossary : termsIn(glossary, texts);
  const heeded = {
    ...(terms.length > 0 && { terms }),
    ...(capabilities.formality && formality && { formality }),
    ...(capabilities.context && texts.length < leastTellingLines && { context }),
  };
  return [hash('sha256', JSON.stringify([texts, heeded])), from, to, label];
}
