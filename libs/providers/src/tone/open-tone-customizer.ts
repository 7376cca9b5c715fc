import { BadEnvironment } from '@polyspool/contracts/bad-environment';
import { ChatToneCustomizer } from './chat-tone-customizer.js';
import { RuleToneCustomizer } from './rule-tone-customizer.js';
import type { ToneCustomizer } from './tone-customizer.js';
import type { ToneEnv } from './tone-env.js';

/** What the environment names. Throws `BadEnvironment` where it does not say what that needs. */
export function openToneCustomizer(env: ToneEnv): ToneCustomizer {
  if (env.TONE_CUSTOMIZER === 'rules') return new RuleToneCustomizer();
  const url = env.OPENAI_TONE_URL;
  return new ChatToneCustomizer({
    url,
    apiKey: url === undefined ? needed(env, 'OPENAI_TONE_KEY') : env.OPENAI_TONE_KEY,
    model: needed(env, 'OPENAI_TONE_MODEL'),
    timeoutMs: env.OPENAI_TONE_TIMEOUT_S && env.OPENAI_TONE_TIMEOUT_S * 1000,
  });
}

function needed(env: ToneEnv, name: 'OPENAI_TONE_KEY' | 'OPENAI_TONE_MODEL'): string {
  const value = env[name];
  if (value === undefined) throw new BadEnvironment([`${name}: needed with TONE_CUSTOMIZER=${env.TONE_CUSTOMIZER}`]);
  return value;
}
