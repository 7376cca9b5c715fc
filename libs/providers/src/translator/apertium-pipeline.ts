import { AppError } from '@polyspool/contracts/errors';
import { searchPath } from '@polyspool/processes/find-executable';
import { ProcessGroup } from '@polyspool/processes/process-group';
import { limitArguments } from '@polyspool/processes/resource-limits';
import { AsyncLocalStorage } from 'node:async_hooks';
import { StringDecoder } from 'node:string_decoder';
import { endOfText, fromStream, toStream } from './apertium-stream.js';

const limits = { cpuSeconds: 3600, fileSizeBytes: 1024 ** 2 };
const maxAnswerLength = 16 * 1024 ** 2;
const graceMs = 200;

/** A pipeline outlives the job that happens to start it, so it belongs to none. */
const outsideOfJobs = AsyncLocalStorage.snapshot();

/** The programs of one pair, joined by pipes and kept running: a text takes about two milliseconds, a start a quarter of a second. */
export class ApertiumPipeline {
  /** How many texts it has translated. */
  texts = 0;
  /** It ended, and nobody had closed it. */
  hasDied = false;
  private readonly group: ProcessGroup;
  private readonly decoder = new StringDecoder('utf8');
  private unread = '';
  private errors = '';
  private failure: unknown;
  private call: { answered: (answer: string) => void; failed: (reason: unknown) => void } | undefined;

  /** `command` is the pipe of programs for a shell; its `$1` tells the generator to mark words that it does not know. */
  constructor(
    command: string,
    private readonly stuckAfterMs: number,
  ) {
    const words = [...limitArguments(limits), '/bin/sh', '-c', command, 'sh', '-g'];
    const env = { PATH: searchPath, LANG: 'C.UTF-8' };
    const options = { cwd: '/', env, program: 'apertium', keepsStdinOpen: true };
    this.group = outsideOfJobs(() => new ProcessGroup(words, options));
    this.group.holdProcess(false);
    this.group.stdout?.on('data', (chunk: Buffer) => this.read(chunk));
    this.group.stderr?.on('data', (chunk: Buffer) => (this.errors = (this.errors + String(chunk)).slice(-2_000)));
    this.ended = this.group.ended.then(
      () => this.die(),
      (error: unknown) => this.fail(error),
    );
  }

  /** Fulfilled when none of its programs runs any more. */
  readonly ended: Promise<void>;

  get isAlive() {
    return this.failure === undefined;
  }

  /** One call at a time. Is closed by any failure and by the signal: what it would still answer is nobody's. */
  async translate(texts: readonly string[], signal?: AbortSignal): Promise<string[]> {
    signal?.throwIfAborted();
    const aborted = () => this.fail(signal?.reason);
    const late = () => this.fail(new AppError('engine.failed', `apertium: no answer in ${this.stuckAfterMs} ms`));
    const alarm = setTimeout(late, this.stuckAfterMs);
    signal?.addEventListener('abort', aborted, { once: true });
    this.group.holdProcess(true);
    try {
      return await this.ask(texts, alarm);
    } catch (error) {
      await this.close();
      throw error;
    } finally {
      clearTimeout(alarm);
      signal?.removeEventListener('abort', aborted);
      this.group.holdProcess(false);
    }
  }

  async close() {
    this.failure ??= new AppError('engine.failed', 'apertium: closed');
    this.group.terminate(graceMs);
    await this.ended;
  }

  private async ask(texts: readonly string[], alarm: NodeJS.Timeout): Promise<string[]> {
    if (!this.isAlive) throw this.failure;
    const answers: string[] = [];
    const { promise, resolve, reject } = Promise.withResolvers<string[]>();
    const answered = (answer: string) => {
      alarm.refresh();
      if (answers.push(fromStream(answer)) === texts.length) resolve(answers);
    };
    this.call = { answered, failed: reject };
    this.group.stdin?.write(texts.map(toStream).join(''));
    const all = await promise.finally(() => (this.call = undefined));
    this.texts += all.length;
    return all;
  }

  private read(chunk: Buffer) {
    const [rest = '', ...ends] = (this.unread + this.decoder.write(chunk)).split(endOfText).reverse();
    this.unread = rest;
    for (const answer of ends.reverse()) this.call?.answered(answer);
    if (rest.length > maxAnswerLength) this.fail(new AppError('engine.failed', 'apertium: its answer has no end'));
  }

  private die() {
    this.hasDied = this.isAlive;
    this.fail(new AppError('engine.failed', `apertium ended in the middle: ${this.errors.trim() || 'without a word'}`));
  }

  private fail(reason: unknown) {
    this.failure ??= reason;
    this.call?.failed(reason);
  }
}
