import fc from 'fast-check';
import { mapFields } from './map-fields.js';

const upper = (text: string) => text.toUpperCase();

describe('fields by path', () => {
  it('are changed where they are, through lists too, and each is told by its pointer', () => {
    const input = { scenes: [{ clip: 'a', sound: 'b' }, { clip: 'c' }], layers: ['d', 'e'], clip: 'f' };
    const seen: string[] = [];
    const named = (text: string, pointer: string) => void seen.push(`${pointer} ${text}`);

    for (const path of ['scenes.clip', 'scenes.sound', 'layers', 'clip', 'picture']) {
      mapFields(input, path.split('.'), named);
    }

    expect(seen).toEqual([
      '/scenes/0/clip a',
      '/scenes/1/clip c',
      '/scenes/0/sound b',
      '/layers/0 d',
      '/layers/1 e',
      '/clip f',
    ]);
    expect(mapFields(input, ['scenes', 'clip'], upper)).toEqual({
      ...input,
      scenes: [{ clip: 'A', sound: 'b' }, { clip: 'C' }],
    });
  });

  it('leave all others, and what was given, as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.array(fc.string(), { minLength: 1, maxLength: 3 }), (value, path) => {
        const before = structuredClone(value);

        expect(mapFields(value, path, (text) => text)).toEqual(before);
        mapFields(value, path, () => 'other');
        expect(value).toEqual(before);
      }),
    );
  });
});
