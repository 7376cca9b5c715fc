import { espeakVoicesFor, readEspeakVariants, readEspeakVoices } from './espeak-voices.js';

const table = `Pty Language       Age/Gender VoiceName          File                 Other Languages
 5  cmn             --/M      Chinese_(Mandarin,_latin_as_English) sit/cmn              (zh-cmn 5)(zh 5)
 5  en-029          --/M      English_(Caribbean) gmw/en-029           (en 10)
 2  en-gb           --/M      English_(Great_Britain) gmw/en               (en 2)
 2  en-us           --/M      English_(America)  gmw/en-US            (en 3)
 5  en-us-nyc       --/M      English_(America,_New_York_City) gmw/en-US-nyc
 5  nb              --/M      Norwegian_Bokmål  gmq/nb               (no 5)
 5  yue             --/M      Chinese_(Cantonese) sit/yue              (zh-yue 5)(zh 8)
 5  yue             --/M      Chinese_(Cantonese,_latin_as_Jyutping) sit/yue-Latn-jyutping (zh-yue 5)(zh 8)
`;

describe('espeakVoicesFor', () => {
  it.each([
    ['en', ['en-gb', 'en-us', 'en-029', 'en-us-nyc']],
    ['en-US', ['en-us', 'en-gb', 'en-029', 'en-us-nyc']],
    ['zh', ['cmn', 'yue']],
    ['zh-HK', ['yue', 'cmn']],
    ['no', ['nb']],
    ['nb-NO', ['nb']],
    ['e', []],
  ])('lists those for %s, the best first', (language, voices) => {
    expect(espeakVoicesFor(language, readEspeakVoices(table))).toEqual(voices);
  });
});

describe('readEspeakVariants', () => {
  it('reads their names', () => {
    const variants =
      ' 5  variant         --/M      Adam               !v/adam\n 5  variant         --/F      female2    !v/f2\n';

    expect(readEspeakVariants(variants)).toEqual(['adam', 'f2']);
  });
});
