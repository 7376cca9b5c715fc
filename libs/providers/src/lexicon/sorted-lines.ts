const newline = 10;
const tab = 9;

/**
 * A dictionary as bytes: lines `key<TAB>value`, sorted by the bytes of the key. Takes no more memory than the file, none
 * of it in the heap, and is searched without having been parsed.
 */
export class SortedLines {
  constructor(private readonly bytes: Buffer) {}

  /** Values of all lines with that key, in their order. */
  find(key: string): string[] {
    const wanted = Buffer.from(key);
    const values: string[] = [];
    for (let at = this.firstNotBefore(wanted); at < this.bytes.length;) {
      const end = this.endOfLine(at);
      if (this.compare(at, wanted) !== 0) break;
      values.push(this.bytes.toString('utf8', at + wanted.length + 1, end));
      at = end + 1;
    }
    return values;
  }

  /** Offset of the first line whose key is not before the wanted one. */
  private firstNotBefore(wanted: Buffer) {
    let low = 0;
    let high = this.bytes.length;
    while (low < high) {
      const middle = this.bytes.lastIndexOf(newline, Math.max(0, ((low + high) >>> 1) - 1)) + 1;
      const line = Math.max(low, (low + high) >>> 1 === 0 ? 0 : middle);
      if (this.compare(line, wanted) < 0) low = this.endOfLine(line) + 1;
      else high = line;
    }
    return low;
  }

  private compare(at: number, wanted: Buffer) {
    const end = this.bytes.indexOf(tab, at);
    return this.bytes.compare(wanted, 0, wanted.length, at, end < 0 ? this.bytes.length : end);
  }

  private endOfLine(at: number) {
    const end = this.bytes.indexOf(newline, at);
    return end < 0 ? this.bytes.length : end;
  }
}
