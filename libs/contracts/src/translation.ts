import { z } from 'zod';
import { Language } from './languages.js';

/** Terms that are to be translated in one way only. */
export const Glossary = z
  .array(z.strictObject({ source: z.string().trim().min(1).max(200), target: z.string().trim().min(1).max(200) }))
  .max(1_000);
export type Glossary = z.output<typeof Glossary>;

/** Texts that have been translated by people: the same text is translated the same way again. */
export const TranslationMemory = z
  .array(
    z.strictObject({
      source: z.string().min(1).max(2_000),
      target: z.string().min(1).max(2_000),
      /** Of the source; that of the job where nothing is said. */
      language: Language.optional(),
    }),
  )
  .max(10_000);
export type TranslationMemory = z.output<typeof TranslationMemory>;

export const Formality = z.enum(['formal', 'informal']);
export type Formality = z.output<typeof Formality>;

/** How texts are to be translated. */
export const translationOptions = {
  glossary: Glossary.default([]),
  memory: TranslationMemory.default([]),
  formality: Formality.optional(),
};
