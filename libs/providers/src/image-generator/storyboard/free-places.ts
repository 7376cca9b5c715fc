/** Where something can still stand beside what stands there already. */
export class FreePlaces {
  private readonly taken: (readonly [from: number, to: number])[] = [];

  constructor(
    private readonly from: number,
    private readonly to: number,
  ) {}

  /** The middle of the free place nearest to the one that is wanted; undefined where there is none. */
  take(width: number, wanted: number): number | undefined {
    const step = (this.to - this.from) / 80;
    const middles = Array.from({ length: 81 }, (_, index) => this.from + index * step)
      .filter((middle) => middle - width * 0.42 >= this.from && middle + width * 0.42 <= this.to)
      .sort((one, other) => Math.abs(one - wanted) - Math.abs(other - wanted));
    // Rather a little behind each other than not there at all.
    for (const needed of [width, width * 0.6]) {
      const free = middles.find((middle) => this.isFree(middle - needed / 2, middle + needed / 2));
      if (free === undefined) continue;
      this.taken.push([free - needed / 2, free + needed / 2]);
      return free;
    }
    return undefined;
  }

  private isFree(from: number, to: number) {
    return this.taken.every(([start, end]) => to <= start || from >= end);
  }
}
