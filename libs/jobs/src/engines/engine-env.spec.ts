import { readEnv } from '@polyspool/service/env';
import { callLimitsOf, engineEnv } from './engine-env.js';

describe('the limits of engines', () => {
  const limits = (source: Record<string, string>) => callLimitsOf(readEnv(engineEnv(), source));

  const documents = { documentTranslator: { calls: 10, windowMs: 60_000 } };

  it('are none for the engines of this machine, and ten calls a minute for documents', () => {
    expect(limits({})).toEqual(documents);
  });

  it('come from the environment, with a minute where no window is named', () => {
    expect(
      limits({ ENGINE_TRANSLATOR_CALLS: '10', ENGINE_TRANSCRIBER_CALLS: '3', ENGINE_TRANSCRIBER_WINDOW_S: '1.5' }),
    ).toEqual({
      ...documents,
      translator: { calls: 10, windowMs: 60_000 },
      transcriber: { calls: 3, windowMs: 1_500 },
    });
  });

  it('of a port hold for each engine behind it, unless one has its own', () => {
    const source = { ENGINE_IMAGEGENERATOR_CALLS: '5', ENGINE_IMAGEGENERATOR_OPENAI_CALLS: '2' };

    expect(limits(source)).toEqual({
      ...documents,
      'imageGenerator:automatic1111': { calls: 5, windowMs: 60_000 },
      'imageGenerator:openai': { calls: 2, windowMs: 60_000 },
      'imageGenerator:comfyui': { calls: 5, windowMs: 60_000 },
    });
  });

  it('are refused where they make no sense', () => {
    expect(() => limits({ ENGINE_TRANSLATOR_CALLS: '0', ENGINE_TRANSCRIBER_WINDOW_S: '0' })).toThrow(
      /ENGINE_TRANSCRIBER_WINDOW_S: .*\n?.*ENGINE_TRANSLATOR_CALLS|ENGINE_TRANSLATOR_CALLS: .*\n?.*ENGINE_TRANSCRIBER_WINDOW_S/,
    );
  });
});
