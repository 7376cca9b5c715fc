import { firstScenes } from './first-scenes.ts';

const script = 'Title: A film\n\nEXT. COAST - DAY\n\nA sea.\n\nINT. ROOM - NIGHT\n\nA table.\n';

describe('the first scenes of a script', () => {
  it('end before the next heading', () => {
    expect(firstScenes(script, 1)).toBe('Title: A film\n\nEXT. COAST - DAY\n\nA sea.\n\n');
  });

  it('are all of it where there are no more', () => {
    expect(firstScenes(script, 2)).toBe(script);
    expect(firstScenes(script, 10)).toBe(script);
  });
});
