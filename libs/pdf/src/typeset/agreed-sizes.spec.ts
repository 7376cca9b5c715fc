import { AgreedSizes } from './agreed-sizes.js';
import { testBlock } from './testing-block.js';

describe('AgreedSizes', () => {
  it('takes the size that most text of a kind can have', () => {
    const sizes = new AgreedSizes();
    for (const scale of [1, 1, 0.96, 0.94, 0.9]) sizes.add(testBlock(), scale, 100);

    expect(sizes.mostFor(testBlock())).toBe(0.9);
  });

  it('does not let one block that hardly fits make all others small', () => {
    const sizes = new AgreedSizes();
    sizes.add(testBlock(), 0.5, 20);
    for (let count = 0; count < 9; count++) sizes.add(testBlock(), 0.98, 100);

    expect(sizes.mostFor(testBlock())).toBe(0.98);
  });

  it('keeps kinds apart', () => {
    const sizes = new AgreedSizes();
    sizes.add(testBlock(), 0.9, 100);

    expect(sizes.mostFor(testBlock({ role: 'heading' }))).toBe(1);
    expect(sizes.mostFor(testBlock({ sizePt: 14 }))).toBe(1);
  });
});
