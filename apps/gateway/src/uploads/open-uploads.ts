import { AppError } from '@polyspool/contracts/errors';

/** Counts the uploads in progress of each person. */
export class OpenUploads {
  readonly #open = new Map<string, number>();

  constructor(private readonly maxPerUser: number) {}

  /** Throws `quota.uploads`. */
  async run<Result>(userId: string, upload: () => Promise<Result>): Promise<Result> {
    const open = this.#open.get(userId) ?? 0;
    if (open >= this.maxPerUser) throw new AppError('quota.uploads', `At most ${this.maxPerUser} uploads at a time`);
    this.#open.set(userId, open + 1);
    try {
      return await upload();
    } finally {
      const left = (this.#open.get(userId) ?? 1) - 1;
      if (left > 0) this.#open.set(userId, left);
      else this.#open.delete(userId);
    }
  }
}
