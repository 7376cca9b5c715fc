import { AppError } from '@polyspool/contracts/errors';
import type { Person } from '@polyspool/database/people';

/** How many live connections everybody has, by whichever channel, to this replica. */
export class Places {
  readonly #taken = new Map<string, number>();

  constructor(private readonly perPerson: number) {}

  /** Answers how to give it back. Throws `quota.connections`. */
  take({ id }: Person): () => void {
    const taken = this.#taken.get(id) ?? 0;
    if (taken >= this.perPerson) {
      throw new AppError('quota.connections', `At most ${this.perPerson} live connections of one person`);
    }
    this.#taken.set(id, taken + 1);
    let given = false;
    return () => {
      if (given) return;
      given = true;
      const left = this.#taken.get(id)! - 1;
      if (left) this.#taken.set(id, left);
      else this.#taken.delete(id);
    };
  }
}
