import { Polyspool, PolyspoolError } from '@polyspool/sdk';
import type { Command } from 'commander';
import type { Surroundings } from './surroundings.js';

interface Options {
  readonly url: string;
  readonly key?: string;
  readonly json: boolean;
}

/** What every command works with. */
export class Session {
  #client: Polyspool | undefined;

  constructor(
    private readonly program: Command,
    readonly around: Surroundings,
  ) {}

  get client(): Polyspool {
    // As a default of the option, the help would show the key.
    const { url, key = this.around.key } = this.#options;
    if (!URL.canParse(url))
      throw new PolyspoolError({ code: 'client.noUrl', detail: `${url} is no address of a gateway` });
    if (!key) throw new PolyspoolError({ code: 'auth.missing', detail: 'A key is needed: --key or POLYSPOOL_KEY' });
    return (this.#client ??= new Polyspool({ url, key, retries: 1, fetch: this.#fetch }));
  }

  get url(): string {
    return this.#options.url;
  }

  get isJson(): boolean {
    return this.#options.json;
  }

  /** Columns and sentences for people, JSON for programs. */
  show<Answer>(answer: Answer, text: (answer: Answer) => string) {
    this.around.write(this.isJson ? JSON.stringify(answer) : text(answer));
  }

  /** Ctrl-C ends every request, whichever command makes it. */
  readonly #fetch: typeof fetch = (input, { signal, ...init } = {}) =>
    fetch(input, { ...init, signal: signal ? AbortSignal.any([signal, this.around.signal]) : this.around.signal });

  get #options() {
    return this.program.opts<Options>();
  }
}
