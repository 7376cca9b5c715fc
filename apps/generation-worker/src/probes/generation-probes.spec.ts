import { AppError } from '@polyspool/contracts/errors';
import { FakeImageGenerator } from '@polyspool/providers/image-generator/fake-image-generator';
import { ImageGenerators } from '@polyspool/providers/image-generator/image-generators';
import { FakeScriptReader } from '@polyspool/providers/script-reader/fake-script-reader';
import { ScriptReaders } from '@polyspool/providers/script-reader/script-reader';
import { FakeSpeechSynthesizer } from '@polyspool/providers/speech-synthesizer/fake-speech-synthesizer';
import { SpeechSynthesizers } from '@polyspool/providers/speech-synthesizer/speech-synthesizers';
import { GenerationProbes } from './generation-probes.js';

const { signal } = new AbortController();

const byName = <Engine extends { readonly name: string }>(...engines: readonly Engine[]) =>
  new Map(engines.map((engine): [Engine['name'], Engine] => [engine.name, engine]));

describe('the looks at engines that make films', () => {
  const rules = new FakeScriptReader();
  const model = new FakeScriptReader('model');
  const openAi = new FakeImageGenerator({ name: 'openai' });
  const { probes } = new GenerationProbes(
    new ScriptReaders(byName(rules, model), 'rules'),
    new ImageGenerators(byName(new FakeImageGenerator(), openAi), 'procedural'),
    new SpeechSynthesizers(byName(new FakeSpeechSynthesizer(), new FakeSpeechSynthesizer({ name: 'piper' }))),
  );
  const look = (name: string) => probes.find((probe) => probe.name === name)!.check(signal);

  it('are at all that are set up and may be away, whichever is the standard one', () => {
    expect(probes.map(({ name }) => name)).toEqual([
      ...['scriptReader:model', 'imageGenerator:openai', 'speechSynthesizer:piper'],
    ]);
  });

  it('have a model read, and a voice speak', async () => {
    await look('scriptReader:model');
    await look('speechSynthesizer:piper');

    expect([rules.calls, model.calls]).toEqual([0, 1]);
  });

  it('find an image engine down that does not answer, and ask none for a picture', async () => {
    await look('imageGenerator:openai');
    openAi.look = () => {
      throw new AppError('engine.unavailable', 'Away');
    };

    await expect(look('imageGenerator:openai')).rejects.toMatchObject({ code: 'engine.unavailable' });
    expect(openAi.requests).toEqual([]);
  });
});
