import { AppError } from '@polyspool/contracts/errors';
import type { EngineLabel } from '@polyspool/contracts/segments';
import type { Warning } from '@polyspool/contracts/warning';
import { ChatModel, type ChatServer } from '../chat/chat-model.js';
import { inPieces } from './in-pieces.js';
import { inScenes } from './in-scenes.js';
import { type KeptWords, readSceneAnswer, sceneFormat, type SceneReading } from './scene-answer.js';
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
  async read({ script, signal, keep = atOnce, ...facts }: WrittenScript): Promise<ReadScript> {
    // What would be refused anyway is not paid for.
    inScenes({ scenes: [{ heading: '', action: '', lines: linesOf(script) }] }, facts, true);
    const { language } = facts;
    const label = await this.label();
    const readings: SceneReading[] = [];
    for (const part of inPieces(script, charactersAtOnce))
      readings.push(await keep([label, language, part], () => this.ask(part, language, signal)));
    const scenes = readings.flatMap((reading) => reading.scenes);
    return { film: inScenes({ scenes }, facts, false), warnings: shortenedWarning(readings) };
  }

  private async ask(script: string, language: string, signal: AbortSignal | undefined): Promise<SceneReading> {
    const messages = sceneMessages(script, language);
    const answer = await this.model.ask(messages, sceneFormat, signal);
    const first = readSceneAnswer(answer, script);
    if ('scenes' in first) return first;
    const again = await this.model.ask([...messages, ...repairMessages(answer, first.fault)], sceneFormat, signal);
    const second = readSceneAnswer(again, script);
    if ('scenes' in second) return second;
    throw new AppError('engine.failed', `${this.options.model} does not answer as it is told to. ${second.fault}`);
  }
}

const atOnce = <Result>(_key: unknown, compute: () => Promise<Result>) => compute();

/** Of a script of which less is in its scenes, one is told. */
const usuallyKept = 0.95;

function shortenedWarning(readings: readonly KeptWords[]): Warning[] {
  const words = readings.reduce((sum, reading) => sum + reading.words, 0);
  const kept = readings.reduce((sum, reading) => sum + reading.kept, 0);
  if (kept >= words * usuallyKept) return [];
  const share = Math.round((100 * kept) / words);
  return [{ code: 'script.shortened', detail: `The model says or shows ${share} % of the words of the script` }];
}

const linesOf = (script: string) => (script.trim() ? [{ text: script }] : []);
