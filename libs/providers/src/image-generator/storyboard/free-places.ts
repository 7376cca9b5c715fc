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
    const free = middles.find((middle) => this.isFree(middle - width / 2, middle + width / 2));
    if (free !== undefined) this.taken.push([free - width / 2, free + width / 2]);
    return free;
  }

  private isFree(from: number, to: number) {
    return this.taken.every(([start, end]) => to <= start || from >= end);
  }
}
