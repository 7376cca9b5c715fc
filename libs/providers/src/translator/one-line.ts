/** A line break within a text is one of its layout, not of its sense. */
export const oneLine = (text: string) => text.replaceAll(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim();
