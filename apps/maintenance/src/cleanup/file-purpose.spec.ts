import { FileKey } from '@polyspool/contracts/files';
import fc from 'fast-check';
import { filePurpose } from './file-purpose.js';

const id = '0193a1b2-0000-7000-8000-00000000000a';
const other = '0193a1b2-0000-4000-8000-00000000000b';
const purposeOf = (key: string) => filePurpose(FileKey.parse(key));

describe('what a file is for', () => {
  it.each([
    [`uploads/${id}/source`, { kind: 'upload', id }],
    [`uploads/${id}/steps/ab/abc/result.json`, 'step'],
    ['steps/ab/abc/files/picture.png', 'step'],
    [`jobs/${id}/input/texts.0123.json`, { kind: 'input', id }],
    [`jobs/${id}/output/items.0123.json`, { kind: 'output', id }],
    [`jobs/${id}/${other}/film.mp4`, { kind: 'made', id }],
    [`uploads/${id}/.${other}.part`, 'temporary'],
    [`.check-${other}`, 'temporary'],
    [`.${other}.check`, 'temporary'],
  ])('%s', (key, expected) => {
    expect(purposeOf(key)).toEqual(expected);
  });

  it('is unknown of all else, which no clean-up touches', () => {
    const elsewhere = fc.stringMatching(/^[a-z]{1,12}$/).filter((name) => !['uploads', 'jobs', 'steps'].includes(name));
    fc.assert(
      fc.property(elsewhere, fc.stringMatching(/^[\w-]{1,40}$/), (folder, name) => {
        expect(purposeOf(`${folder}/${name}`)).toBeUndefined();
        expect(purposeOf(`jobs/${name}/x`)).toBeUndefined();
      }),
    );
  });
});
