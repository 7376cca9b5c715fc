import TinyQueue from 'tinyqueue';

interface Planned {
  readonly at: number;
  readonly number: number;
  readonly happen: () => void;
}

/** What happens when, in seconds. What happens at one moment happens in the order in which it was planned. */
export class Agenda {
  now = 0;
  #planned = 0;
  #isOver = false;
  readonly #queue = new TinyQueue<Planned>([], (one, other) => one.at - other.at || one.number - other.number);

  at(time: number, happen: () => void) {
    this.#queue.push({ at: Math.max(time, this.now), number: this.#planned++, happen });
  }

  after(seconds: number, happen: () => void) {
    this.at(this.now + seconds, happen);
  }

  run() {
    for (let next = this.#queue.pop(); next && !this.#isOver; next = this.#queue.pop()) {
      this.now = next.at;
      next.happen();
    }
  }

  /** Whatever else was planned does not happen. */
  end() {
    this.#isOver = true;
  }
}
