import { AppError } from '@polyspool/contracts/errors';
import { basename } from 'node:path';
import { LineSplitter } from './line-splitter.js';
import type { ProcessGroup } from './process-group.js';

interface Wishes {
  readonly command: string;
  readonly onLine?: (line: string) => void;
  readonly maxOutputBytes?: number;
}

const defaultMaxOutputBytes = 16 * 1024 * 1024;
const stderrTailBytes = 64 * 1024;

/** What a program writes: stdout whole or by line, of stderr the end. Stops the program when it writes too much. */
export class OutputCollector {
  private readonly out: Buffer[] = [];
  private outBytes = 0;
  private errorTail = Buffer.alloc(0);
  private readonly lines: LineSplitter | undefined;
  private refused = false;

  constructor(
    group: ProcessGroup,
    private readonly wishes: Wishes,
    private readonly stop: (reason: unknown) => void,
  ) {
    if (wishes.onLine) this.lines = new LineSplitter(wishes.onLine, this.maxBytes);
    group.stdout?.on('data', (chunk: Buffer) => this.attempt(() => this.keep(chunk)));
    group.stderr?.on('data', (chunk: Buffer) => {
      this.errorTail = Buffer.concat([this.errorTail, chunk]).subarray(-stderrTailBytes);
    });
  }

  /** Hands out a last line that has no line end. */
  end() {
    this.attempt(() => this.lines?.end());
  }

  get stdout() {
    return Buffer.concat(this.out).toString('utf8');
  }

  get stderr() {
    return this.errorTail.toString('utf8');
  }

  private get maxBytes() {
    return this.wishes.maxOutputBytes ?? defaultMaxOutputBytes;
  }

  private keep(chunk: Buffer) {
    if (this.lines) {
      if (!this.lines.write(chunk)) throw this.tooMuch('in one line');
      return;
    }
    this.outBytes += chunk.length;
    if (this.outBytes > this.maxBytes) throw this.tooMuch('of output');
    this.out.push(chunk);
  }

  /** An error, of `onLine` too, ends the program and becomes the error of the run. */
  private attempt(work: () => void) {
    if (this.refused) return;
    try {
      work();
    } catch (error) {
      this.refused = true;
      this.stop(error);
    }
  }

  private tooMuch(what: string) {
    const name = basename(this.wishes.command);
    return new AppError('process.failed', `${name} wrote more than ${this.maxBytes} bytes ${what}`);
  }
}
