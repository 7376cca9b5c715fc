/**
 * The `Content-Disposition` of a file to be shown, with its name for saving it (RFC 6266, RFC 8187).
 * The package of that name is ESM, and Jest cannot load it beside `@fastify/static`, which requires it.
 */
export function inlineDisposition(name: string) {
  const ascii = name.replaceAll(/[^\x20-\x7e]/gu, '?').replaceAll(/["\\]/g, '\\$&');
  return `inline; filename="${ascii}"; filename*=UTF-8''${encode(name)}`;
}

const encode = (name: string) =>
  encodeURIComponent(name.toWellFormed()).replaceAll(/['()*]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
