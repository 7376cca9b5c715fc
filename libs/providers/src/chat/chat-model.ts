import type OpenAI from 'openai';
import { unreachableEngine } from '../http-engine-error.js';
import { openAiClient } from '../openai-client.js';
import { openAiError } from '../openai-error.js';

export interface ChatServer {
  readonly model: string;
  /** Of any server that speaks as OpenAI's does, up to `/v1`. */
  readonly url?: string | undefined;
  /** Servers of one's own mostly want none. */
  readonly apiKey?: string | undefined;
  readonly timeoutMs?: number | undefined;
}

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** What its answer has to look like. */
export interface AnswerFormat {
  readonly type: 'json_schema';
  readonly json_schema: { readonly name: string; readonly strict: boolean; readonly schema: Record<string, unknown> };
}

const server = 'The chat model';

/** A language model behind a chat API. Throws `engine.failed`, `engine.unavailable`, `engine.refused`. */
export class ChatModel {
  private readonly client: OpenAI;
  private readonly timeoutMs: number;

  constructor(private readonly options: ChatServer) {
    const { url, apiKey, timeoutMs = 120_000 } = options;
    this.timeoutMs = timeoutMs;
    this.client = openAiClient({ url, apiKey, timeoutMs });
  }

  /** Empty where it said nothing. */
  async ask(messages: readonly ChatMessage[], format: AnswerFormat, signal: AbortSignal | undefined): Promise<string> {
    // The client's own covers the time until an answer begins, not until it ends.
    const timeout = AbortSignal.timeout(this.timeoutMs);
    try {
      const { choices } = await this.client.chat.completions.create(
        { model: this.options.model, messages: [...messages], response_format: format },
        { signal: signal ? AbortSignal.any([signal, timeout]) : timeout },
      );
      return choices?.[0]?.message?.content ?? '';
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw timeout.aborted ? unreachableEngine(server, timeout.reason) : openAiError(server, error);
    }
  }
}
