import { AppError } from '@polyspool/contracts/errors';
import { answerFormat, readChatAnswer } from './chat-answer.js';
import { type ChatMessage, ChatModel, type ChatServer } from './chat-model.js';

/** What is asked about lines, of which some come right before. */
export type ChatMessages = (lines: readonly string[], before: readonly string[]) => readonly ChatMessage[];

const linesBefore = 5;
/** Longer than anything that the text could mean: the model has done something else than it was told. */
const maxLength = (text: string) => 200 + 8 * text.length;

/** Has a language model make a text of each line. Answers are held to a schema, to the ids and to a sensible length. */
export class ChatLines {
  private readonly model: ChatModel;

  constructor(private readonly options: ChatServer) {
    this.model = new ChatModel(options);
  }

  /** Undefined for a line of which the model made something else. Throws `engine.failed`, `engine.unavailable`, `engine.refused`. */
  async make(
    lines: readonly string[],
    messages: ChatMessages,
    { before = [], signal }: { readonly before?: readonly string[]; readonly signal?: AbortSignal | undefined } = {},
  ): Promise<(string | undefined)[]> {
    const made = readChatAnswer(await this.model.ask(messages(lines, before), answerFormat, signal), lines);
    if (made) return made.map((text, index) => (text.length > maxLength(lines[index]!) ? undefined : text)); // as many
    if (lines.length === 1)
      throw new AppError('engine.failed', `${this.options.model} does not answer as it is told to`);
    // In halves where the model has joined, split or forgotten lines, down to one by one.
    const half = Math.ceil(lines.length / 2);
    const [first, second] = [lines.slice(0, half), lines.slice(half)];
    const begun = await this.make(first, messages, { before, signal });
    return [...begun, ...(await this.make(second, messages, { before: first.slice(-linesBefore), signal }))];
  }
}
