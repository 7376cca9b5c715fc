/** Lets so many pieces of work go on at once; the others wait for their turn, first come first served. */
export class Semaphore {
  private readonly waiting: (() => void)[] = [];

  constructor(private free: number) {}

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.free > 0) this.free--;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      this.passOn();
    }
  }

  /** The place goes straight to the next one, so that nobody slips in between. */
  private passOn() {
    const next = this.waiting.shift();
    if (next) next();
    else this.free++;
  }
}
