import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { FreedictDictionary } from './freedict-dictionary.js';

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const base64 = (value: number): string => (value < 64 ? '' : base64(Math.floor(value / 64))) + digits[value % 64];

/** A dictionary as dictd has it. */
async function writeDictionary(folder: string, name: string, articles: readonly string[]) {
  let offset = 0;
  const lines = articles.map((article) => {
    const bytes = Buffer.byteLength(article);
    const line = `${article.split(/[\s/]/)[0]}\t${base64(offset)}\t${base64(bytes)}`;
    offset += bytes;
    return line;
  });
  await writeFile(join(folder, `${name}.index`), `00databaseinfo\tA\tA\n${lines.join('\n')}\n`);
  await writeFile(join(folder, `${name}.dict.dz`), gzipSync(articles.join('')));
}

describe('FreedictDictionary', () => {
  it('explains words by the dictionaries that are installed', async () => {
    const dictionary = new FreedictDictionary();

    expect(await dictionary.supports('en-GB', 'es')).toBe(true);
    expect(await dictionary.supports('en', 'xx')).toBe(false);
    expect(await dictionary.lookUp(['house', 'child', 'qwertyish'], { from: 'en', to: 'es' })).toEqual([
      'casa',
      'niño',
      undefined,
    ]);
    expect(await dictionary.lookUp(['casa'], { from: 'es', to: 'en' })).toEqual(['house']);
    // What the dictionary itself runs together: "togetherwith", "NorthAmerica".
    expect(await dictionary.lookUp(['así como', 'América septentrional'], { from: 'es', to: 'en' })).toEqual([
      'and also, and ... as well, as well as, together with',
      'North America',
    ]);
    expect(await dictionary.describe('en', 'es')).toMatchObject({ source: 'FreeDict', version: expect.any(String) });
  }, 60_000);

  it(
    'says what is common first, and leaves out labels, examples and references',
    () =>
      withTemporaryFolder('dictionary', async (folder) => {
        await writeDictionary(folder, 'freedict-deu-eng', [
          'Haus /hˈaʊs/ <neut, n, sg>\n [adm.] establishment <n>, institution <n>\n   Synonyms: {Anstalt}\n\n see: {Häuser}\n',
          'Haus /hˈaʊs/ <neut, n, sg>\nhouse <n>\n      "ein Haus bauen"  - build a house\n',
          'aufhören /x/ <v>\nknock off\n',
          'aufhören /x/ <v>\nstop <v>\n',
        ]);
        const dictionary = new FreedictDictionary({ dataFolder: folder, cacheFolder: folder });

        expect(await dictionary.lookUp(['Haus', 'aufhören'], { from: 'de', to: 'en' })).toEqual([
          'house; establishment, institution',
          'stop; knock off',
        ]);
      }),
    30_000,
  );

  it(
    'takes no article of an expression for one of its first word',
    () =>
      withTemporaryFolder('dictionary', async (folder) => {
        await writeDictionary(folder, 'freedict-eng-spa', ['give /giv/\ndar\n', 'give /givbæk/\ndevolver\n']);
        const dictionary = new FreedictDictionary({ dataFolder: folder, cacheFolder: folder });

        expect(await dictionary.lookUp(['give'], { from: 'en', to: 'es' })).toEqual(['dar']);
      }),
    30_000,
  );
});
