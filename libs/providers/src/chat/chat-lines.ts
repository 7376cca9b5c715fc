import { AppError } from '@polyspool/contracts/errors';
import OpenAI from 'openai';
import { unreachableEngine } from '../http-engine-error.js';
import { limitedFetch } from '../limited-fetch.js';
import { openAiError } from '../openai-error.js';
import { answerFormat, readChatAnswer } from './chat-answer.js';

export interface ChatServer {
  readonly model: string;
  /** Of any server that speaks as OpenAI's does, up to `/v1`. */
  readonly url?: string | undefined;
  /** Servers of one's own mostly want none. */
  readonly apiKey?: string | undefined;
  readonly timeoutMs?: number | undefined;
}

export interface ChatMessage {
  readonly role: 'system' | 'user';
  readonly content: string;
}

/** What is asked about lines, of which some come right before. */
export type ChatMessages = (lines: readonly string[], before: readonly string[]) => readonly ChatMessage[];

const server = 'The chat model';
const linesBefore = 5;
/** Longer than anything that the text could mean: the model has done something else than it was told. */
const maxLength = (text: string) => 200 + 8 * text.length;

/** Has a language model make a text of each line. Answers are held to a schema, to the ids and to a sensible length. */
export class ChatLines {
  private readonly client: OpenAI;
  private readonly timeoutMs: number;

  constructor(private readonly options: ChatServer) {
    const { url = 'https://api.openai.com/v1', apiKey = 'none', timeoutMs = 120_000 } = options;
    this.timeoutMs = timeoutMs;
    const nobodyElse = { organization: null, project: null, logLevel: 'off' } as const;
    this.client = new OpenAI({
      apiKey,
      baseURL: url,
      maxRetries: 0,
      timeout: timeoutMs,
      fetch: limitedFetch,
      ...nobodyElse,
    });
  }

  /** Undefined for a line of which the model made something else. Throws `engine.failed`, `engine.unavailable`, `engine.refused`. */
  async make(
    lines: readonly string[],
    messages: ChatMessages,
    { before = [], signal }: { readonly before?: readonly string[]; readonly signal?: AbortSignal | undefined } = {},
  ): Promise<(string | undefined)[]> {
    const made = readChatAnswer(await this.ask(messages(lines, before), signal), lines);
    if (made) return made.map((text, index) => (text.length > maxLength(lines[index]!) ? undefined : text)); // as many
    if (lines.length === 1)
      throw new AppError('engine.failed', `${this.options.model} does not answer as it is told to`);
    // In halves where the model has joined, split or forgotten lines, down to one by one.
    const half = Math.ceil(lines.length / 2);
    const [first, second] = [lines.slice(0, half), lines.slice(half)];
    const begun = await this.make(first, messages, { before, signal });
    return [...begun, ...(await this.make(second, messages, { before: first.slice(-linesBefore), signal }))];
  }

  private async ask(messages: readonly ChatMessage[], signal: AbortSignal | undefined): Promise<string> {
    // The client's own covers the time until an answer begins, not until it ends.
    const timeout = AbortSignal.timeout(this.timeoutMs);
    try {
      const { choices } = await this.client.chat.completions.create(
        { model: this.options.model, messages: [...messages], response_format: answerFormat },
        { signal: signal ? AbortSignal.any([signal, timeout]) : timeout },
      );
      return choices?.[0]?.message?.content ?? '';
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw timeout.aborted ? unreachableEngine(server, timeout.reason) : openAiError(server, error);
    }
  }
}
