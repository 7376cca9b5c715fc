import { uploadKey } from '@polyspool/contracts/files';
import { generationJobs } from '@polyspool/contracts/generation';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filmStudio } from '../film/testing-film.js';

describe('ParseScript', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parse-script-spec-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  const parse = (input: object, studio = filmStudio(folder)) => studio.run(generationJobs.parse, input);

  it('reads an upload as it reads a text, once', async () => {
    const studio = filmStudio(folder);
    const uploadId = randomUUID();
    await studio.storage.write(uploadKey(uploadId), 'A ship\nA storm');

    const { output, artifacts } = await parse({ uploadId, language: 'en' }, studio);
    await parse({ uploadId, language: 'en' }, studio);

    expect(output.film.scenes.map(({ lines }) => lines[0]?.text)).toEqual(['A ship', 'A storm']);
    expect(JSON.parse(String(artifacts.get('film.json')))).toEqual(output.film);
    expect(studio.reader.calls).toBe(1);
  });

  it('takes the language that is named, else that of the script, else the one it seems to be in', async () => {
    const json = JSON.stringify({ language: 'te', scenes: [] });
    const languageOf = async (input: object) => (await parse(input)).output.film.language;

    expect(await languageOf({ script: json, language: 'es' })).toBe('es');
    expect(await languageOf({ script: json })).toBe('te');
    expect(await languageOf({ script: 'A ship at night' })).toBe('en');
  });

  it('refuses an upload that is longer than a script may be', async () => {
    const studio = filmStudio(folder);
    const uploadId = randomUUID();
    await studio.storage.write(uploadKey(uploadId), Buffer.alloc(8 * 1024 * 1024 + 1, 'a'));

    await expect(parse({ uploadId }, studio)).rejects.toMatchObject({ code: 'input.tooLarge' });
  });
});
