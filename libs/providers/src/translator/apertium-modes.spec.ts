import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApertiumModes } from './apertium-modes.js';

describe('ApertiumModes', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'modes-spec-'));
    const names = ['eng-spa', 'spa-por', 'spa-por_BR', 'eng-hbs', 'eng-hbs_HR', 'fr-es'];
    await Promise.all(names.map((name) => writeFile(join(folder, `${name}.mode`), '')));
    await writeFile(join(folder, 'README'), '');
  });

  afterAll(() => rm(folder, { recursive: true }));

  it.each([
    ['en', 'es', ['eng-spa']],
    ['en-GB', 'es-MX', ['eng-spa']],
    ['es', 'pt', ['spa-por']],
    ['es', 'pt-BR', ['spa-por_BR']],
    ['en', 'hr', ['eng-hbs_HR']],
    ['en', 'sr', ['eng-hbs']],
    ['fr', 'es', ['fr-es']],
    ['en', 'pt-BR', ['eng-spa', 'spa-por_BR']],
    ['fr-CA', 'pt', ['fr-es', 'spa-por']],
    ['es', 'en', undefined],
    ['pt', 'fr', undefined],
    ['en', 'en', undefined],
    ['en', 'en-GB', undefined],
    ['en', 'tlh', undefined],
  ])('from %s to %s is %s', async (from, to, modes) => {
    expect((await new ApertiumModes(folder).route(from, to))?.modes).toEqual(modes);
  });

  it.each([
    ['pt', true],
    ['pt-BR', true],
    ['hr', true],
    ['es-MX', true],
    ['fr', false],
    ['en', false],
    ['te', false],
  ])('reaches %s from some language: %s', async (to, isReached) => {
    expect(await new ApertiumModes(folder).reaches(to)).toBe(isReached);
  });

  it('lists what can be translated, and by which language', async () => {
    expect(await new ApertiumModes(folder).pairs()).toEqual(
      expect.arrayContaining([
        { from: 'en', to: 'es' },
        { from: 'en', to: 'pt', via: 'es' },
        { from: 'fr', to: 'es' },
        { from: 'fr', to: 'pt', via: 'es' },
        { from: 'es', to: 'pt' },
      ]),
    );
  });

  it('knows the programs and files of a mode', async () => {
    const mode = "lt-proc '/pairs/eng.bin' | tagger -g $2 '/pairs/eng.prob' | pretransfer | lt-proc -b /pairs/es.bin\n";
    await writeFile(join(folder, 'eng-cat.mode'), mode);

    expect(await new ApertiumModes(folder).partsOf('eng-cat')).toEqual({
      programs: ['lt-proc', 'tagger', 'pretransfer'],
      data: [join(folder, 'eng-cat.mode'), '/pairs/eng.bin', '/pairs/eng.prob', '/pairs/es.bin'],
    });
  });

  it('has its programs answer at each NUL', async () => {
    await writeFile(join(folder, 'spa-cat.mode'), "lt-proc '/pairs/es.bin' | tagger -g $2 '/pairs/es.prob'\n");

    expect(await new ApertiumModes(folder).commandOf('spa-cat')).toBe(
      "lt-proc -z '/pairs/es.bin' | tagger -z -g $2 '/pairs/es.prob'",
    );
  });

  it('finds nothing where nothing is installed', async () => {
    expect(await new ApertiumModes(join(folder, 'absent')).route('en', 'es')).toBeUndefined();
  });
});
