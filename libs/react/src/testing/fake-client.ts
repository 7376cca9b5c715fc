import { PolyspoolError, type Polyspool, type Upload, type UploadOptions } from '@polyspool/sdk';
import type { TaskStatus } from '../task-poll.js';

type Answer = Partial<TaskStatus> | Error;

/** A client whose server answers polls one after the other, the last one for ever, and tells news when a test says so. */
export class FakeClient {
  readonly asked: string[] = [];
  readonly sent: { name: string; options: UploadOptions; done: (upload: Upload | Error) => void }[] = [];
  answers: Answer[] = [];
  private news: (() => void) | undefined;

  get client() {
    return this as unknown as Polyspool;
  }

  request = async (method: string, path: string) => {
    this.asked.push(`${method} ${path}`);
    if (method === 'POST') return { task_id: 't1' };
    const next = this.answers.length > 1 ? this.answers.shift() : this.answers[0];
    if (next instanceof Error) throw next;
    return { task_id: path.split('/')[3], state: 'pending', progress: 0, message: 'Waiting', ...next };
  };

  jobs = { handle: () => ({ events: (options: { signal: AbortSignal }) => this.#events(options.signal) }) };

  uploads = {
    create: (file: File, options: UploadOptions) =>
      new Promise<Upload>((resolve, reject) => {
        options.signal?.addEventListener('abort', () => reject(options.signal?.reason));
        const done = (end: Upload | Error) => (end instanceof Error ? reject(end) : resolve(end));
        this.sent.push({ name: file.name, options, done });
      }),
  };

  tellNews() {
    this.news?.();
  }

  async *#events(signal: AbortSignal) {
    for (;;) {
      await new Promise<void>((resolve, reject) => {
        this.news = resolve;
        signal.addEventListener('abort', () => reject(signal.reason));
      });
      yield {};
    }
  }
}

export const failed = (status: number) => new PolyspoolError({ code: 'some.code', detail: `HTTP ${status}`, status });
