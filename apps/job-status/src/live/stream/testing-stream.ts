import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';

/** A client of Server-Sent Events that writes down what it hears. */
export class TestStream {
  status: number | undefined;
  headers: IncomingMessage['headers'] = {};
  hasEnded = false;
  response: IncomingMessage | undefined;
  #text = '';
  readonly #request;

  constructor(url: string, headers: Readonly<Record<string, string>> = {}) {
    this.#request = get(url, { headers, agent: false });
    this.#request.on('error', () => (this.hasEnded = true));
  }

  async open() {
    const [response] = (await once(this.#request, 'response')) as [IncomingMessage];
    this.response = response;
    this.status = response.statusCode;
    this.headers = response.headers;
    response.setEncoding('utf8').on('data', (text: string) => (this.#text += text));
    response.on('error', () => undefined).on('close', () => (this.hasEnded = true));
    return this;
  }

  get text() {
    return this.#text;
  }

  /** Whole blocks, without comments. */
  get events() {
    const blocks = this.#text.split('\n\n').slice(0, -1);
    return blocks
      .filter((block) => /^(id|event|data): /.test(block))
      .map((block) => {
        const fields = new Map(block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]));
        return { id: fields.get('id'), event: fields.get('event'), data: JSON.parse(fields.get('data') ?? 'null') };
      });
  }

  close() {
    this.#request.destroy();
  }
}
