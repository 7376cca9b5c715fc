import { printable } from './printable.js';

describe('what others wrote', () => {
  it('is text: to a terminal it is no command', () => {
    expect(printable('\u001b]0;title\u0007\u001b[2Ja\tb\u009b\n')).toBe(']0;title[2Ja\tb\n');
    expect(printable('\u001b[31mred\u001b[39m')).toBe('\u001b[31mred\u001b[39m');
  });
});
