import { breakPositions } from './break-positions.js';

const parts = (text: string, language = 'en') => {
  let start = 0;
  return breakPositions(text, language).map((position) => {
    const part = text.slice(start, position);
    start = position;
    return part;
  });
};

describe('breakPositions', () => {
  it('breaks behind spaces and hyphens', () => {
    expect(parts('one two-three')).toEqual(['one ', 'two-', 'three']);
  });

  it('keeps what no-break spaces hold together', () => {
    expect(parts('10\u00a0km away')).toEqual(['10\u00a0km ', 'away']);
  });

  it('keeps formulas and the signs around them together', () => {
    expect(parts('where (\ufffc), and')).toEqual(['where ', '(\ufffc), ', 'and']);
  });

  it('cuts scripts without spaces into words', () => {
    expect(parts('ภาษาไทยสวยงาม', 'th')).toEqual(['ภาษา', 'ไทย', 'สวยงาม']);
    expect(parts('ພາສາລາວ', 'lo').length).toBeGreaterThan(1);
    expect(parts('ខ្ញុំរៀនភាសាខ្មែរ', 'km').length).toBeGreaterThan(1);
  });

  it('keeps Chinese full stops behind what they end', () => {
    expect(parts('你好。再见', 'zh')).toEqual(['你', '好。', '再', '见']);
  });
});
