const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Any text as the text or the attribute of an XML document. Characters that XML cannot hold are left out. */
export const escapeXml = (text: string): string =>
  writable(text).replace(/[&<>"']/gu, (character) => entities[character] ?? character);

/** Without what XML 1.0 forbids: control characters, halves of surrogate pairs, and the two non-characters. */
export const writable = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\t\n\r]+/gu, ' ')
    // eslint-disable-next-line no-control-regex -- they are what is to be taken out
    .replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/gu, '');
