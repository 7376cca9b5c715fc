import { BadEnvironment } from '@polyspool/contracts/bad-environment';
import { openScriptReaders } from './open-script-readers.js';
import { RuleScriptReader } from './rule-script-reader.js';

const written = { language: 'en', seed: 1 };

describe('the reader of scripts', () => {
  it('works by rules where nothing else is set up, in a process of its own, and says what it refuses', async () => {
    const reader = openScriptReaders({ SCRIPT_READER: 'rules' }).choose();

    const { film } = await reader.read({ ...written, script: '# Sea\n\nThe tide is low.', title: 'Mine' });

    expect(film).toMatchObject({ title: 'Mine', scenes: [{ lines: [{ text: 'The tide is low.' }] }] });
    await expect(reader.read({ ...written, script: '\n' })).rejects.toMatchObject({ code: 'script.empty' });
  });

  it('refuses for good what cannot be read in time', async () => {
    const reading = new RuleScriptReader(1).read({ ...written, script: 'A sentence.' });

    await expect(reading).rejects.toMatchObject({ code: 'script.unreadable', retry: false });
  });

  it('is missing where a job asks for a model that is not set up', () => {
    expect(() => openScriptReaders({ SCRIPT_READER: 'rules' }).choose('model')).toThrow(
      expect.objectContaining({ code: 'engine.missing' }),
    );
  });

  it.each([
    [{ SCRIPT_READER: 'model' as const }],
    [{ SCRIPT_READER: 'rules' as const, OPENAI_SCRIPT_MODEL: 'scribe' }],
  ])('is not opened with half an environment: %p', (env) => {
    expect(() => openScriptReaders(env)).toThrow(BadEnvironment);
  });
});
