import { FakeWordAnalyser } from '@polyspool/providers/word-analyser/fake-word-analyser';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openLexicon } from './open-lexicon.js';

const open = (folder?: string) => openLexicon(new FakeWordAnalyser(), { CEFR_LISTS_FOLDER: folder });
const withFile = (name: string, content: string, use: (folder: string) => void) =>
  withTemporaryFolder('cefr', async (folder) => {
    await writeFile(join(folder, name), content);
    use(folder);
  });

describe('openLexicon', () => {
  it('opens without lists, and with a list of levels', async () => {
    expect(() => open()).not.toThrow();
    await withFile('en-cefrj.csv', 'headword,pos,CEFR\nhouse,noun,A1\n', (folder) => {
      expect(() => open(folder)).not.toThrow();
    });
  });

  it('refuses a folder that is not there', () => {
    expect(() => open('/no/such/folder')).toThrow('CEFR_LISTS_FOLDER: /no/such/folder cannot be read (ENOENT)');
  });

  it.each([
    ['a folder without lists', 'README.md', 'Nothing here', 'holds no list by the name of a language, such as en.csv'],
    ['a list with other columns', 'en.csv', 'word,level\nhouse,A1\n', 'en.csv has no row with a headword and a level'],
    ['a list without levels', 'de.csv', 'headword,pos,CEFR\nHaus,noun,easy\n', 'de.csv has no row with a headword'],
  ])('refuses %s', (_, name, content, fault) =>
    withFile(name, content, (folder) => {
      expect(() => open(folder)).toThrow(fault);
    }),
  );
});
