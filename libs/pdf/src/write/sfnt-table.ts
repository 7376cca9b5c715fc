/** A table of an OpenType file (not of a collection); undefined where it has none of that name. */
export function sfntTable(file: Uint8Array, tag: string): Uint8Array | undefined {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const tables = view.getUint16(4);
  for (let record = 12; record < 12 + tables * 16; record += 16) {
    if (Buffer.from(file.subarray(record, record + 4)).toString('latin1') !== tag) continue;
    const offset = view.getUint32(record + 8);
    return file.subarray(offset, offset + view.getUint32(record + 12));
  }
  return undefined;
}
