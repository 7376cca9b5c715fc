const mostJobs = 10_000;

/** Something of each job, of the jobs with the latest news. */
export class LatestByJob<Value> {
  readonly #values = new Map<string, Value>();

  get(jobId: string): Value | undefined {
    return this.#values.get(jobId);
  }

  set(jobId: string, value: Value) {
    this.#values.delete(jobId); // so that the map is in the order of the last news
    this.#values.set(jobId, value);
    const [oldest = ''] = this.#values.keys();
    if (this.#values.size > mostJobs) this.#values.delete(oldest);
  }

  clear() {
    this.#values.clear();
  }
}
