import { StringDecoder } from 'node:string_decoder';

/** Cuts bytes into lines of UTF-8 text, wherever the chunks are cut. */
export class LineSplitter {
  private readonly decoder = new StringDecoder('utf8');
  private rest = '';

  constructor(
    private readonly onLine: (line: string) => void,
    private readonly maxLineLength: number,
  ) {}

  /** Answers false when the line that has begun is longer than allowed. */
  write(chunk: Uint8Array): boolean {
    const lines = (this.rest + this.decoder.write(Buffer.from(chunk))).split('\n');
    this.rest = lines.pop() ?? '';
    lines.forEach((line) => this.emit(line));
    return this.rest.length <= this.maxLineLength;
  }

  end() {
    const last = this.rest + this.decoder.end();
    this.rest = '';
    if (last) this.emit(last);
  }

  private emit(line: string) {
    this.onLine(line.endsWith('\r') ? line.slice(0, -1) : line);
  }
}
