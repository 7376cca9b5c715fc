import { BadEnvironment } from '@polyspool/contracts/bad-environment';
import { z } from 'zod';
import { openSpeechSynthesizers } from './open-speech-synthesizers.js';
import { speechEnv } from './speech-env.js';

const open = (env: Record<string, string> = {}) => openSpeechSynthesizers(z.object(speechEnv).parse(env));
const names = (env?: Record<string, string>) => open(env).all.map(({ name }) => name);

describe('openSpeechSynthesizers', () => {
  it('has flite and espeak-ng where nothing is said', () => {
    expect(names()).toEqual(['flite', 'espeak']);
  });

  it('adds each engine for which there is what it needs', () => {
    expect(names({ PIPER_URL: 'http://piper:5000' })).toContain('piper');
    expect(names({ OPENAI_SPEECH_KEY: 'sk' })).toContain('openai');
    expect(names({ OPENAI_SPEECH_URL: 'http://kokoro:8880/v1' })).toContain('openai');
    expect(names({ SHERPA_SPEECH_FOLDER: '/voices/vits-piper-de_DE-thorsten' })).toContain('sherpa');
  });

  it('takes the engine that is named, with its languages', async () => {
    const env = { SPEECH_ENGINE: 'openai', OPENAI_SPEECH_KEY: 'sk', OPENAI_SPEECH_LANGUAGES: 'ja, ko' };

    expect((await open(env).choose({ language: 'ko' })).name).toBe('openai');
  });

  it.each(['piper', 'openai', 'sherpa'])('says what %s needs', (engine) => {
    expect(() => open({ SPEECH_ENGINE: engine })).toThrow(BadEnvironment);
    expect(() => open({ SPEECH_ENGINE: engine })).toThrow(/needed with SPEECH_ENGINE/);
  });
});
