import { AppError } from '@polyspool/contracts/errors';
import { FakeSpeechSynthesizer, type FakeSpeechOptions } from './fake-speech-synthesizer.js';
import { SpeechSynthesizers } from './speech-synthesizers.js';

const fakes = (...engines: FakeSpeechOptions[]) =>
  new Map(engines.map((options) => new FakeSpeechSynthesizer(options)).map((fake) => [fake.name, fake]));

const local = [
  { name: 'flite', languages: ['en'] },
  { name: 'espeak', languages: ['en', 'de', 'te'] },
] as const;

describe('SpeechSynthesizers', () => {
  it('lets flite speak English, and espeak-ng the rest', async () => {
    const synthesizers = new SpeechSynthesizers(fakes(...local));

    expect((await synthesizers.choose({ language: 'en-GB' })).name).toBe('flite');
    expect((await synthesizers.choose({ language: 'te' })).name).toBe('espeak');
    await expect(synthesizers.choose({ language: 'tlh' })).rejects.toMatchObject({
      code: 'engine.unsupportedLanguage',
    });
  });

  it('takes the one that is configured for all that it speaks', async () => {
    const synthesizers = new SpeechSynthesizers(fakes(...local, { name: 'piper', languages: ['en'] }), 'piper');

    expect((await synthesizers.choose({ language: 'en' })).name).toBe('piper');
    expect((await synthesizers.choose({ language: 'de' })).name).toBe('espeak');
  });

  it('takes the one that is named, and no other in its place', async () => {
    const synthesizers = new SpeechSynthesizers(fakes(...local));

    expect((await synthesizers.choose({ engine: 'espeak', language: 'en' })).name).toBe('espeak');
    await expect(synthesizers.choose({ engine: 'flite', language: 'de' })).rejects.toMatchObject({
      code: 'engine.unsupportedLanguage',
    });
    await expect(synthesizers.choose({ engine: 'sherpa', language: 'en' })).rejects.toMatchObject({
      code: 'engine.missing',
    });
  });

  it('lets espeak-ng speak English where flite is not installed', async () => {
    const engines = fakes(...local);
    engines.get('flite')!.speaks = async () => {
      throw new AppError('engine.missing', 'flite is not installed');
    };

    expect((await new SpeechSynthesizers(engines).choose({ language: 'en' })).name).toBe('espeak');
    engines.delete('espeak');
    await expect(new SpeechSynthesizers(engines).choose({ language: 'en' })).rejects.toMatchObject({
      code: 'engine.missing',
    });
  });

  it('does not hide that the configured one is away', async () => {
    const engines = fakes(...local, { name: 'piper' });
    engines.get('piper')!.speaks = async () => {
      throw new AppError('engine.unavailable', 'Piper does not answer');
    };

    await expect(new SpeechSynthesizers(engines, 'piper').choose({ language: 'en' })).rejects.toMatchObject({
      code: 'engine.unavailable',
    });
  });
});
