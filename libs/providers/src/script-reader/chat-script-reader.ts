import { AppError } from '@polyspool/contracts/errors';
import type { EngineLabel } from '@polyspool/contracts/segments';
import { ChatModel, type ChatServer } from '../chat/chat-model.js';
import { inPieces } from './in-pieces.js';
import { inScenes } from './in-scenes.js';
import type { RawScene } from './raw-script.js';
import { readSceneAnswer, sceneFormat } from './scene-answer.js';
import { repairMessages, sceneMessages, scenePromptVersion } from './scene-messages.js';
import type { ReadScript, ScriptReader, WrittenScript } from './script-reader.js';

/** Of the script in one request: answers are longer than it. */
const charactersAtOnce = 8_000;

/**
 * A language model that knows what a scene is. Its answers are held to a schema, and to the words of the script; one that is not
 * so is asked for once more, and then refused.
 */
export class ChatScriptReader implements ScriptReader {
  readonly name = 'model';
  private readonly model: ChatModel;

  constructor(private readonly options: ChatServer) {
    this.model = new ChatModel(options);
  }

  async label(): Promise<EngineLabel> {
    return { engine: `chat ${this.options.model}`, version: `scenes ${scenePromptVersion}`, quality: 'draft' };
  }

  /** Also throws `engine.failed`, `engine.unavailable`, `engine.refused`. */
  async read({ script, signal, ...facts }: WrittenScript): Promise<ReadScript> {
    // What would be refused anyway is not paid for.
    inScenes({ scenes: [{ heading: '', action: '', lines: linesOf(script) }] }, facts, true);
    const scenes: RawScene[] = [];
    for (const part of inPieces(script, charactersAtOnce))
      scenes.push(...(await this.ask(part, facts.language, signal)));
    return { film: inScenes({ scenes }, facts, false), warnings: [] };
  }

  private async ask(script: string, language: string, signal: AbortSignal | undefined): Promise<RawScene[]> {
    const messages = sceneMessages(script, language);
    const answer = await this.model.ask(messages, sceneFormat, signal);
    const first = readSceneAnswer(answer, script);
    if ('scenes' in first) return first.scenes;
    const again = await this.model.ask([...messages, ...repairMessages(answer, first.fault)], sceneFormat, signal);
    const second = readSceneAnswer(again, script);
    if ('scenes' in second) return second.scenes;
    throw new AppError('engine.failed', `${this.options.model} does not answer as it is told to. ${second.fault}`);
  }
}

const linesOf = (script: string) => (script.trim() ? [{ text: script }] : []);
