import type { Caller } from '../calls/caller.js';
import { backoffMs, delay } from '../calls/delay.js';
import { PolyspoolError } from '../polyspool-error.js';

const mostFailures = 6;

/** A file that is being fetched: read it once, in one way. What breaks off goes on where it stopped. */
export class Download implements AsyncIterable<Uint8Array> {
  private constructor(
    private readonly caller: Caller,
    private readonly path: string,
    private readonly first: Response,
    private readonly signal: AbortSignal | undefined,
  ) {}

  static async open(caller: Caller, path: string, signal?: AbortSignal) {
    const first = await caller.send('GET', path, { signal, headers: { accept: '*/*' } }, (answer) => answer);
    return new Download(caller, path, first, signal);
  }

  get mediaType() {
    return this.first.headers.get('content-type') ?? 'application/octet-stream';
  }

  get totalBytes() {
    return Number(this.first.headers.get('content-length') ?? 0);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    let answer = this.first;
    let offset = 0;
    for (let failures = 0; ;) {
      try {
        for await (const chunk of bodyOf(answer)) {
          offset += chunk.byteLength;
          failures = 0;
          yield chunk;
        }
        if (offset >= this.totalBytes) return;
        throw new Error(`The file ended after ${offset} of ${this.totalBytes} bytes`);
      } catch (cause) {
        this.signal?.throwIfAborted();
        failures += 1;
        const detail = `The file broke off after ${offset} of ${this.totalBytes} bytes`;
        if (failures > mostFailures) throw new PolyspoolError({ code: 'client.unreachable', detail }, { cause });
      }
      await delay(backoffMs(failures - 1), this.signal);
      answer = await this.#from(offset);
    }
  }

  stream(): ReadableStream<Uint8Array> {
    const chunks = this[Symbol.asyncIterator]();
    return new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: async () => void (await chunks.return()),
    });
  }

  async blob(): Promise<Blob> {
    const chunks: BlobPart[] = [];
    for await (const chunk of this) chunks.push(chunk as Uint8Array<ArrayBuffer>);
    return new Blob(chunks, { type: this.mediaType });
  }

  async bytes(): Promise<Uint8Array> {
    return new Uint8Array(await (await this.blob()).arrayBuffer());
  }

  async text(): Promise<string> {
    return (await this.blob()).text();
  }

  async json<Content = unknown>(): Promise<Content> {
    return JSON.parse(await this.text()) as Content;
  }

  /** Of the same file as before: another one is no continuation. */
  async #from(offset: number) {
    const etag = this.first.headers.get('etag') ?? '';
    const headers = { accept: '*/*', range: `bytes=${offset}-`, 'if-range': etag };
    const answer = await this.caller.send('GET', this.path, { headers, signal: this.signal }, (one) => one);
    if (answer.status === 206 || offset === 0) return answer;
    await answer.body?.cancel();
    throw new PolyspoolError({ code: 'client.fileChanged', detail: 'The file has changed while it was fetched' });
  }
}

async function* bodyOf({ body }: Response): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = body?.getReader();
  let isOver = false;
  try {
    while (reader) {
      const { done, value } = await reader.read();
      isOver = done;
      if (done) return;
      yield value;
    }
  } finally {
    // Who stops early wants no more of it.
    if (!isOver) await reader?.cancel().catch(() => undefined); // broken already
  }
}
