/** Without letters there is nothing to translate. */
export const hasWords = (text: string) => /\p{L}/u.test(text);
