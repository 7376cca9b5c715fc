/** `7 0 obj` at the start of a line, or behind white space. */
const objectStart = /(?<=^|\s)(\d{1,7})\s+(\d{1,5})\s+obj\b/g;
const catalog = /\/Type\s*\/Catalog\b/;

/**
 * A damaged file with a new table of where its objects are, made by looking for them; of several with one number the last
 * counts. Undefined where no catalog stands in the open.
 */
export function rebuildCrossReferences(bytes: Uint8Array): Uint8Array | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const text = file.toString('latin1');
  const offsets = new Map<number, { readonly offset: number; readonly generation: number }>();
  let root: string | undefined;
  let opening: { readonly name: string; readonly from: number } | undefined;
  const closeAt = (end: number) => {
    if (opening && catalog.test(text.slice(opening.from, end))) root = opening.name;
  };
  for (const match of text.matchAll(objectStart)) {
    closeAt(match.index);
    const [, number, generation] = match;
    offsets.set(Number(number), { offset: match.index, generation: Number(generation) });
    opening = { name: `${number} ${generation}`, from: match.index };
  }
  closeAt(text.length);
  if (!root) return undefined;
  const rows = [...offsets].map(
    ([number, { offset, generation }]) =>
      `${number} 1\n${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} n \n`,
  );
  const size = [...offsets.keys()].reduce((most, number) => Math.max(most, number), 0) + 1;
  const table = `\nxref\n${rows.join('')}trailer\n<< /Size ${size} /Root ${root} R >>\nstartxref\n${file.length + 1}\n%%EOF\n`;
  const header = text.startsWith('%PDF-') ? file : Buffer.concat([Buffer.from('%PDF-1.7\n'), file.subarray(9)]);
  return new Uint8Array(Buffer.concat([header, Buffer.from(table, 'latin1')]));
}
