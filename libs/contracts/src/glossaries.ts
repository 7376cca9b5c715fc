import { z } from 'zod';
import { Language } from './languages.js';
import { Glossary } from './translation.js';

const differ = (terms: Glossary) => new Set(terms.map(({ source }) => source)).size === terms.length;
const Terms = Glossary.refine(differ, 'A term may stand in a glossary once');

export const NewGlossary = z.strictObject({
  name: z.string().trim().min(1).max(100),
  from: Language,
  to: Language,
  terms: Terms.default([]),
});
export type NewGlossary = z.output<typeof NewGlossary>;

export const GlossaryChange = z.strictObject({
  name: NewGlossary.shape.name.optional(),
  from: Language.optional(),
  to: Language.optional(),
  /** All of them: what was there before is replaced. */
  terms: Terms.optional(),
});
export type GlossaryChange = z.output<typeof GlossaryChange>;

/** Terms that somebody wants translated in one way, kept under a name. */
export const StoredGlossary = NewGlossary.extend({
  id: z.uuid(),
  terms: Glossary,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type StoredGlossary = z.output<typeof StoredGlossary>;

export const GlossarySummary = StoredGlossary.omit({ terms: true }).extend({ termCount: z.int().nonnegative() });
export type GlossarySummary = z.output<typeof GlossarySummary>;

export const GlossaryPage = z.object({ items: z.array(GlossarySummary), nextCursor: z.string().optional() });
export type GlossaryPage = z.output<typeof GlossaryPage>;

/** A text that somebody has translated, or put right. Corrected again it is another one. */
export const RememberedTranslation = z.object({
  id: z.uuid(),
  /** Without region. */
  from: Language,
  to: Language,
  source: z.string(),
  target: z.string(),
});
export type RememberedTranslation = z.output<typeof RememberedTranslation>;

export const TranslationMemoryPage = z.object({
  items: z.array(RememberedTranslation),
  nextCursor: z.string().optional(),
});
export type TranslationMemoryPage = z.output<typeof TranslationMemoryPage>;

export const Forgotten = z.object({ forgotten: z.int().nonnegative() });
export type Forgotten = z.output<typeof Forgotten>;
