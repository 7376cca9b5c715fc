/** Writes the objects of a PDF one after the other, exactly as they are given. For tests only. */
export class TestingPdfFile {
  readonly #bodies: (Buffer | undefined)[] = [];

  /** A number for an object that comes later. */
  reserve(): number {
    return this.#bodies.push(undefined);
  }

  /** Answers the object's number. */
  add(body: string | Buffer, number = this.reserve()): number {
    this.#bodies[number - 1] = typeof body === 'string' ? Buffer.from(body, 'latin1') : body;
    return number;
  }

  /** `entries` without the brackets and without `/Length`. */
  addStream(entries: string, data: string | Uint8Array, number = this.reserve()): number {
    const bytes = typeof data === 'string' ? Buffer.from(data, 'latin1') : data;
    return this.add(
      Buffer.concat([
        Buffer.from(`<< ${entries} /Length ${bytes.length} >>\nstream\n`),
        bytes,
        Buffer.from('\nendstream'),
      ]),
      number,
    );
  }

  /** With a plain cross-reference table. */
  bytes(root: number, trailer = ''): Uint8Array {
    const parts = [Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')];
    let length = parts[0]?.length ?? 0;
    const offsets = this.#bodies.map((body = Buffer.from('null'), index) => {
      const object = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
      const offset = length;
      parts.push(object);
      length += object.length;
      return offset;
    });
    const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
    const size = offsets.length + 1;
    parts.push(
      Buffer.from(
        `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root ${root} 0 R ${trailer} >>\n` +
          `startxref\n${length}\n%%EOF\n`,
      ),
    );
    return new Uint8Array(Buffer.concat(parts));
  }
}
