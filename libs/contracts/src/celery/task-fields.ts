import { z } from 'zod';
import { Language } from '../languages.js';

/**
 * A file, where those systems had a path: the id of an upload, an address that ends in it, or the name of a file that was
 * uploaded before.
 */
export const TaskPath = z.string().min(1).max(1_000);

/** Into which language; the gateway knows what holds where nothing is said. */
export const targetLanguage = { target_lang: Language.optional() };

/** Ids that were numbers in a database there. Nothing here depends on them. */
export const ForeignId = z.union([z.int(), z.string().max(200)]).optional();
