import { BadEnvironment } from '@polyspool/contracts/bad-environment';
import type { ScriptReaderName } from '@polyspool/contracts/film';
import { ChatScriptReader } from './chat-script-reader.js';
import { RuleScriptReader } from './rule-script-reader.js';
import { type ScriptReader, ScriptReaders } from './script-reader.js';
import type { ScriptReaderEnv } from './script-reader-env.js';

/** What the environment names. Throws `BadEnvironment` where it does not say what that needs. */
export function openScriptReaders(env: ScriptReaderEnv): ScriptReaders {
  const readers: ScriptReader[] = [new RuleScriptReader(), ...chatReader(env)];
  const byName = new Map<ScriptReaderName, ScriptReader>(readers.map((reader) => [reader.name, reader]));
  if (!byName.has(env.SCRIPT_READER))
    throw new BadEnvironment([`OPENAI_SCRIPT_MODEL: needed with SCRIPT_READER=${env.SCRIPT_READER}`]);
  return new ScriptReaders(byName, env.SCRIPT_READER);
}

function chatReader(env: ScriptReaderEnv): ScriptReader[] {
  const { OPENAI_SCRIPT_URL: url, OPENAI_SCRIPT_KEY: apiKey, OPENAI_SCRIPT_MODEL: model } = env;
  if (model === undefined) return [];
  if (url === undefined && apiKey === undefined)
    throw new BadEnvironment(['OPENAI_SCRIPT_KEY: needed with OPENAI_SCRIPT_MODEL, unless OPENAI_SCRIPT_URL is set']);
  const timeoutMs = env.OPENAI_SCRIPT_TIMEOUT_S && env.OPENAI_SCRIPT_TIMEOUT_S * 1000;
  return [new ChatScriptReader({ url, apiKey, model, timeoutMs })];
}
