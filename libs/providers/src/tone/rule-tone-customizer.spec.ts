import { FakeTranslatingJob } from '../translation/fake-translating-job.js';
import { customizeRichTexts } from './customize-rich-texts.js';
import { RuleToneCustomizer } from './rule-tone-customizer.js';
import type { Tone } from '@polyspool/contracts/pdf';

const customizer = new RuleToneCustomizer();
const said = async (text: string, tone: Tone) => (await customizer.customize([text], { language: 'en-GB', tone }))[0];

describe('RuleToneCustomizer', () => {
  it.each([
    ["It's late and I can't stay!", 'It is late and I cannot stay.'],
    ["It's been done; she's gone, he's here.", 'It has been done; she has gone, he is here.'],
    ["Don't you think they'd like it? I'd better go.", 'Do you not think they would like it? I had better go.'],
    ["We've won’t and shan't", 'We have will not and shall not'],
    ["DON'T PANIC", 'DO NOT PANIC'],
    ['Yahoo! grew; 5! = 120 and a != b. Stop!! Go!', 'Yahoo! grew; 5! = 120 and a != b. Stop. Go.'],
    ['Thanks for the info, kids.', 'Thank you for the information, children.'],
    ["The dog's bone and the students' books", "The dog's bone and the students' books"],
  ])('says %j formally', async (text, formal) => {
    expect(await said(text, 'formal')).toBe(formal);
    expect(await said(formal, 'professional')).toBe(formal);
  });

  it.each([
    ['We do not require assistance.', "We don't need help."],
    ['I know what it is. It is late.', "I know what it is. It's late."],
    ['They have purchased it prior to that.', "They've bought it before that."],
    ['You cannot obtain it.', "You can't get it."],
  ])('says %j among friends', async (text, informal) => {
    expect(await said(text, 'informal')).toBe(informal);
    expect(await said(text, 'friendly')).toBe(informal);
  });

  it('says it in plain words', async () => {
    expect(await said('Utilize additional resources in order to facilitate it.', 'simple')).toBe(
      'Use more resources to help it.',
    );
  });

  it('has rules for English alone, and says so', async () => {
    expect(await customizer.supports('en', 'formal')).toBe(true);
    expect(await customizer.supports('es', 'formal')).toBe(false);
    expect(await customizer.supports('es', 'neutral')).toBe(true);
    await expect(customizer.customize(['Hola'], { language: 'es', tone: 'formal' })).rejects.toMatchObject({
      code: 'engine.unsupportedTone',
    });
  });
});

describe('customizeRichTexts', () => {
  const work = { language: 'en', tone: 'formal' } as const;

  it('keeps formulas and spans, and says what it has changed', async () => {
    const texts = [
      [{ text: "It's " }, { text: "not what you've", span: 0 }, { text: ' seen in ' }, { formula: 2 }, { text: '!' }],
      [{ text: 'Nothing to do.' }],
    ];

    expect(await customizeRichTexts(new FakeTranslatingJob(), customizer, texts, work)).toEqual([
      {
        text: [
          { text: 'It is ' },
          { text: 'not what you have', span: 0 },
          { text: ' seen in ' },
          { formula: 2 },
          { text: '.' },
        ],
        isChanged: true,
      },
      { text: [{ text: 'Nothing to do.' }], isChanged: false },
    ]);
  });

  it('leaves a text as it is of which something would be lost', async () => {
    const careless = new RuleToneCustomizer();
    careless.customize = async (texts) => texts.map(() => 'Something else');
    const texts = [[{ text: 'See ' }, { formula: 0 }], [{ text: 'Pay 12 dollars' }], [{ text: 'Hello' }]];

    const made = await customizeRichTexts(new FakeTranslatingJob(), careless, texts, work);

    expect(made.map(({ text }) => text)).toEqual([texts[0], texts[1], [{ text: 'Something else' }]]);
  });
});
