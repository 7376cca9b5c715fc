import fc from 'fast-check';
import { ContentLexer } from './content-lexer.js';
import type { Operand, Operator } from './operand.js';

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

function read(text: string): Operator[] {
  const lexer = new ContentLexer(bytes(text));
  const operators: Operator[] = [];
  for (let next = lexer.next(); next; next = lexer.next()) operators.push(next);
  return operators;
}

const plain = (operand: Operand): unknown => {
  if (typeof operand === 'number') return operand;
  if (operand.kind === 'name') return `/${operand.name}`;
  if (operand.kind === 'string') return Buffer.from(operand.bytes).toString('latin1');
  if (operand.kind === 'list') return operand.items.map(plain);
  if (operand.kind === 'keyword') return operand.word;
  return Object.fromEntries([...operand.entries].map(([key, value]) => [key, plain(value)]));
};
const said = (text: string) => read(text).map(({ name, operands }) => [name, ...operands.map(plain)]);

describe('ContentLexer', () => {
  it('reads numbers, names, strings, lists and dictionaries', () => {
    expect(said('-1.5 .25 +3 4. /A#20b gs')).toEqual([['gs', -1.5, 0.25, 3, 4, '/A b']]);
    expect(
      said(String.raw`(a\(b\)\n\101(c)\
d) Tj`),
    ).toEqual([['Tj', 'a(b)\nA(c)d']]);
    expect(said('<48 65 6c6C6> Tj [(a) -20 <62>] TJ')).toEqual([
      ['Tj', 'Hell`'],
      ['TJ', ['a', -20, 'b']],
    ]);
    expect(said('/P <</MCID 3 /Lang (de)>> BDC')).toEqual([['BDC', '/P', { MCID: 3, Lang: 'de' }]]);
  });

  it('gives back each string, however it is written', () => {
    const escaped = (text: string) => text.replaceAll(/[\\()]/g, String.raw`\$&`).replaceAll('\r', String.raw`\r`);
    fc.assert(
      fc.property(fc.uint8Array(), (data) => {
        const text = Buffer.from(data).toString('latin1');

        expect(said(`(${escaped(text)})Tj<${Buffer.from(data).toString('hex')}>Tj`)).toEqual([
          ['Tj', text],
          ['Tj', text],
        ]);
      }),
    );
  });

  it('says where each operator stands with its operands', () => {
    const text = 'q % (no) Tj\n1 0 0 1 7 8 cm\n(text) Tj Q';

    expect(read(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'q',
      '1 0 0 1 7 8 cm',
      '(text) Tj',
      'Q',
    ]);
  });

  it('leaves no gap but white space and comments, whatever it is given', () => {
    const partArbitrary = fc.constantFrom(
      ...'0 1 .5 -2 q Q BT ET Tj TJ Tf re f (a) <61> [ ] << >> /N % \n BI ID EI { } )'.split(' '),
    );
    fc.assert(
      fc.property(fc.array(partArbitrary), (parts) => {
        const ranges = read(parts.join(' '));

        ranges.forEach(({ start, end }, index) => {
          expect(start).toBeLessThan(end);
          expect(start).toBeGreaterThanOrEqual(ranges[index - 1]?.end ?? 0);
        });
      }),
    );
  });

  it('takes apart what is written without a gap', () => {
    expect(said('0g1 0 0rg QBT(a)Tj/F1 9Tf')).toEqual([
      ['g', 0],
      ['rg', 1, 0, 0],
      ['Q'],
      ['BT'],
      ['Tj', 'a'],
      ['Tf', '/F1', 9],
    ]);
  });

  it('jumps over pictures in the stream, whatever their bytes look like', () => {
    const picture = 'BI /W 2 /H 2 /BPC 8 /CS /G ID \x00EI\xff( EI Q';

    expect(read(`q ${picture} (after) Tj`).map(({ name }) => name)).toEqual(['q', 'BI', 'Q', 'Tj']);
  });

  it.each([
    ['A85', '9jqo^EI B~> EI'],
    ['/AHx]', '00EI >EI'],
    ['DCT', '\xff\xd8\xff\xe0\x00\x07 EI Q\xff\xd9\nEI'],
  ])('ends a picture where the data of its filter end (%s)', (filter, data) => {
    const name = filter.endsWith(']') ? `[${filter}` : `/${filter}`;

    expect(read(`BI /W 1 /H 1 /F ${name} ID ${data}\n(after) Tj`).map((each) => each.name)).toEqual(['BI', 'Tj']);
  });

  it('does not follow lists for ever', () => {
    expect(() => read('['.repeat(101))).toThrow('nested too deeply');
  });
});
