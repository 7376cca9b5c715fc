import { AppError } from '@polyspool/contracts/errors';
import { FakeImageGenerator } from '@polyspool/providers/image-generator/fake-image-generator';
import { ImageGenerators } from '@polyspool/providers/image-generator/image-generators';
import { FakeScriptReader } from '@polyspool/providers/script-reader/fake-script-reader';
import { ScriptReaders } from '@polyspool/providers/script-reader/script-reader';
import { openSpeechSynthesizers } from '@polyspool/providers/speech-synthesizer/open-speech-synthesizers';
import { ProbeImageGenerator } from './probe-image-generator.js';
import { ProbeScriptReader } from './probe-script-reader.js';
import { ProbeSpeechSynthesizer } from './probe-speech-synthesizer.js';

const { signal } = new AbortController();

describe('the probes of the engines that make films', () => {
  it('have the reader read, and the voice of this machine speak', async () => {
    const reader = new FakeScriptReader();
    await new ProbeScriptReader(new ScriptReaders(new Map([['rules', reader]]), 'rules')).check(signal);
    await new ProbeSpeechSynthesizer(openSpeechSynthesizers({}), { maxImageQueue: 1 }).check(signal);

    expect(reader.calls).toBe(1);
  });

  it('find an image engine down that does not answer, and ask none for a picture', async () => {
    const image = new FakeImageGenerator();
    const probe = new ProbeImageGenerator(new ImageGenerators(new Map([['procedural', image]]), 'procedural'));

    await probe.check(signal);
    image.queueLength = () => Promise.reject(new AppError('engine.unavailable', 'Away'));
    await expect(probe.check(signal)).rejects.toMatchObject({ code: 'engine.unavailable' });

    expect(image.requests).toEqual([]);
  });
});
