import type { RichText } from '@polyspool/contracts/rich-text';
import { plainText } from '@polyspool/contracts/rich-text';
import fc from 'fast-check';
import type { Translator } from '../translator/translator.js';
import { FakeTranslatingJob } from './fake-translating-job.js';
import type { TextBlock } from './sentence-units.js';
import { translateRichTexts } from './translate-rich-texts.js';

const pair = { from: 'en', to: 'es', engine: 'documentTranslator' } as const;

/** Does to each text what the test says. */
function engine(change: (text: string) => string, portion?: Translator['portion']) {
  const asked: string[][] = [];
  const translator: Translator & { asked: string[][] } = {
    asked,
    ...(portion && { portion }),
    capabilities: { glossary: false, formality: false, context: false, spans: false },
    describe: async () => ({ engine: 'test', version: '1', quality: 'draft' }),
    supports: async () => true,
    reaches: async () => true,
    translate: async (texts) => {
      asked.push([...texts]);
      return texts.map((text) => ({ text: change(text), unknownWordShare: 0 }));
    },
  };
  return translator;
}

const shout = (text: string) => text.replaceAll(/(?<!\p{L})(?!Zqx)\p{L}+/gu, (word) => `${word.toLowerCase()}o`);
const block = (id: string, text: string | RichText, continuedBy?: string): TextBlock => ({
  id,
  text: typeof text === 'string' ? [{ text }] : text,
  ...(continuedBy && { continuedBy }),
});

const translated = (translator: Translator, blocks: readonly TextBlock[], more = {}) =>
  translateRichTexts(new FakeTranslatingJob(), translator, blocks, { ...pair, ...more });

describe('translateRichTexts', () => {
  it('answers each block by its translation, with its formulas and spans', async () => {
    const rich: RichText = [{ text: 'let ' }, { formula: 7 }, { text: ' be ' }, { text: 'very big', span: 2 }];

    expect(await translated(engine(shout), [block('1-1', rich), block('1-2', 'page')])).toEqual([
      {
        id: '1-1',
        text: [{ text: 'leto ' }, { formula: 7 }, { text: ' beo ' }, { text: 'veryo bigo', span: 2 }],
        translatedBy: 'test',
        unknownWords: 0,
        words: 4,
        isFlattened: false,
      },
      { id: '1-2', text: [{ text: 'pageo' }], translatedBy: 'test', unknownWords: 0, words: 1, isFlattened: false },
    ]);
  });

  it('asks for each text once, in requests as large as the engine takes', async () => {
    const translator = engine(shout, { texts: 3, characters: 1_000 });
    const job = new FakeTranslatingJob();
    const blocks = ['head', 'one', 'head', 'two', 'head', 'three'].map((text, index) => block(`${index}`, text));

    const made = await translateRichTexts(job, translator, blocks, pair);

    expect(made.map(({ text }) => plainText(text))).toEqual(['heado', 'oneo', 'heado', 'twoo', 'heado', 'threeo']);
    expect(translator.asked).toEqual([['head', 'one', 'two'], ['three']]);
    expect(job.calls).toEqual(['documentTranslator', 'documentTranslator']);
  });

  it('translates a sentence that runs over two blocks as one, and parts it again', async () => {
    const translator = engine(shout);
    const blocks = [block('1', 'It is done. The old house', '2'), block('2', 'is not in the garden. We are here.')];

    const made = await translated(translator, blocks);

    expect(translator.asked[0]).toEqual(
      ['It is done.', 'We are here.', 'The old house is not in the garden.'].sort(byPlace),
    );
    expect(made.map(({ text }) => plainText(text))).toEqual([
      'ito iso doneo. theo oldo houseo',
      'iso noto ino theo gardeno. weo areo hereo.',
    ]);
  });

  it('makes one word of what is hyphenated between two blocks', async () => {
    const translator = engine(shout);

    await translated(translator, [block('1', 'The algo-', '2'), block('2', 'rithm is old.')]);

    expect(translator.asked[0]).toEqual(['The algorithm is old.']);
  });

  it('keeps the formulas of each block in it', async () => {
    const blocks = [
      block('1', [{ text: 'where the sum of ' }, { formula: 0 }, { text: ' and' }], '2'),
      block('2', [{ formula: 0 }, { text: ' is the ' }, { formula: 1 }, { text: ' of all.' }]),
    ];

    const [first, second] = await translated(
      engine((text) => text),
      blocks,
    );

    expect(first?.text.filter((piece) => 'formula' in piece)).toEqual([{ formula: 0 }]);
    expect(second?.text.filter((piece) => 'formula' in piece)).toEqual([{ formula: 0 }, { formula: 1 }]);
  });

  it('asks again with numbers and addresses hidden where the engine has changed one', async () => {
    const spoiling = engine((text) => text.replace('3.5', '3').replace('a.b@example.org', 'a b@example.org'));
    const text = 'write to a.b@example.org at 3.5 pm';

    const [made] = await translated(spoiling, [block('1', text)]);

    expect(plainText(made!.text)).toBe(text);
    expect(spoiling.asked).toEqual([[text], ['write to Zqxbb at Zqxbc pm']]);
  });

  it('translates around what the engine loses', async () => {
    const losing = engine((text) => shout(text.replaceAll(/ ?Zqx\w+/g, '')));
    const rich: RichText = [{ text: 'the sum of ' }, { formula: 1 }, { text: ' is ' }, { text: 'not big', span: 0 }];

    const [made] = await translated(losing, [block('1', rich)]);

    expect(made?.text).toEqual([
      { text: 'theo sumo ofo ' },
      { formula: 1 },
      { text: ' iso ' },
      { text: 'noto bigo', span: 0 },
    ]);
  });

  it('says where a span cannot be found again', async () => {
    const losing = engine((text) => text.replaceAll(/ ?Zqx\w+/g, ''));

    const [made] = await translated(losing, [
      block('1', [{ text: 'a ' }, { text: 'bold', span: 0 }, { text: ' word' }]),
    ]);

    expect(made).toMatchObject({ text: [{ text: 'a bold word' }], isFlattened: true });
  });

  it('takes from the memory what stands in it', async () => {
    const translator = engine(shout);
    const memory = [{ source: 'The white  house', target: 'La Casa Blanca' }];

    const made = await translated(translator, [block('1', [{ text: 'The white house', span: 3 }])], { memory });

    expect(made).toMatchObject([
      { text: [{ text: 'La Casa Blanca', span: 3 }], translatedBy: 'memory', isFlattened: false },
    ]);
    expect(translator.asked).toEqual([]);
  });

  it('leaves headings in capitals', async () => {
    expect(plainText((await translated(engine(shout), [block('1', 'THE HOUSE')]))[0]!.text)).toBe('THEO HOUSEO');
  });

  it('heeds a glossary among its own made-up words', async () => {
    const rich: RichText = [{ text: 'the ' }, { text: 'graph', span: 0 }, { text: ' of ' }, { formula: 0 }];

    const [made] = await translated(engine(shout), [block('1', rich)], {
      glossary: [{ source: 'graph', target: 'GRAFO' }],
    });

    expect(made?.text).toEqual([{ text: 'theo ' }, { text: 'GRAFO', span: 0 }, { text: ' ofo ' }, { formula: 0 }]);
  });

  it('loses no formula, number or address of any text by any engine', async () => {
    const piece = fc.oneof(
      fc
        .constantFrom(' the house ', ' is big. ', ' 12.5 ', ' see www.example.org/x ', 'Zqxbb', ' An old')
        .map((text) => ({ text })),
      fc.constantFrom('bold ', ' part').map((text) => ({ text, span: 1 })),
      fc.constantFrom(0, 1).map(() => ({ formula: 0 })),
    );
    const rich = fc.array(piece, { minLength: 1, maxLength: 7 }).map((pieces): RichText => {
      let next = 0;
      return pieces.map((one) => ('formula' in one ? { formula: next++ } : one));
    });
    const hostile = fc.constantFrom<(text: string) => string>(
      (text) => text,
      () => '',
      (text) => text.toUpperCase(),
      (text) => text.split(/\s+/).reverse().join(' '),
      (text) => `${text} ${text}`,
      (text) => text.replaceAll(/\d/g, '7'),
      (text) => text.replaceAll(/\p{L}/gu, 'x'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(rich, { minLength: 1, maxLength: 4 }), hostile, async (texts, change) => {
        const blocks = texts.map((text, index) => block(`${index}`, text, `${index + 1}`));

        const made = await translated(engine(change), blocks);

        const formulas = (text: RichText) => text.flatMap((one) => ('formula' in one ? [one.formula] : [])).sort();
        expect(made.map(({ text }) => formulas(text))).toEqual(texts.map(formulas));
        const all = made.map(({ text }) => plainText(text)).join(' ');
        for (const text of texts)
          for (const fact of ['12.5', 'www.example.org/x'])
            if (plainText(text).includes(` ${fact} `)) expect(all).toContain(fact);
      }),
      { numRuns: 60 },
    );
  });
});

/** As their places in the document are: the end of a sentence before what is alone. */
const byPlace = (a: string, b: string) => order.indexOf(a) - order.indexOf(b);
const order = ['It is done.', 'The old house is not in the garden.', 'We are here.'];
