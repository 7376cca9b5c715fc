import { Dice } from './dice.js';
import { readSetting } from './read-setting.js';

const read = (prompt: string, negativePrompt = '') => readSetting(prompt, negativePrompt, new Dice('1'));

describe('readSetting', () => {
  it.each([
    [
      'EXT. BEACH - SUNSET. A fisherman mends his boat.',
      { place: 'sea', time: 'dusk', folk: ['man'], outdoorThings: ['boat'] },
    ],
    [
      'INT. KITCHEN - NIGHT. Two women drink tea in the rain.',
      { place: 'kitchen', isIndoors: true, time: 'night', weather: 'rain', folk: ['woman', 'woman'] },
    ],
    ['A dog runs over snowy mountains.', { place: 'mountains', weather: 'snow', season: 'winter', animals: ['dog'] }],
    ['A mountain lake at dawn', { place: 'lake', time: 'dawn', folk: [] }],
    ['Mira opens the door of the old library', { place: 'library', folk: ['person'] }],
    ['Mira opens her book', { folk: ['woman'] }],
    ['The scientist works at her computer', { isIndoors: true, folk: ['woman'] }],
    ['He waits', { folk: ['man'] }],
    ['A girl and her father', { folk: ['child', 'man'] }],
    ['Ein Mann steht nachts im Wald im Nebel', { place: 'forest', weather: 'fog', folk: ['man'] }],
    ['Una mujer camina por la playa al atardecer', { place: 'sea', time: 'dusk', folk: ['woman'] }],
    ['Une église dans un village en hiver', { place: 'village', season: 'winter', outdoorThings: ['church'] }],
    ['Hot air balloons over wheat fields in summer', { place: 'field', season: 'summer', flying: ['balloon'] }],
    ['Noir: a detective in the city at midnight', { style: 'noir', place: 'city', time: 'night', folk: ['man'] }],
  ])('of %s', (prompt, expected) => {
    expect(read(prompt)).toMatchObject(expected);
  });

  it('leaves out what is not to be seen', () => {
    expect(read('A man and his dog by a house', 'dogs, people')).toMatchObject({
      folk: [],
      animals: [],
      outdoorThings: ['house'],
    });
  });

  it.each([
    ['A sign says "Closed on Monday"', { text: 'Closed on Monday', isTitle: false }],
    ['Title card: “The Last Light”', { text: 'The Last Light', isTitle: true }],
    ['Un cartel dice «Cerrado»', { text: 'Cerrado', isTitle: false }],
    ['A sign says "Open\u0000 \u0007all\uffff night"', { text: 'Open all night', isTitle: false }],
    [`A sign says "${'x'.repeat(159)}😀"`, { text: 'x'.repeat(159), isTitle: false }],
    ['A sign says "\u0000"', undefined],
  ])('reads what is to be read in %s', (prompt, sign) => {
    expect(read(prompt).sign).toEqual(sign);
  });

  it('puts no text into other pictures', () => {
    expect(read('She says "Good morning" to the baker').sign).toBeUndefined();
  });

  it('decides by the seed what is not said', () => {
    const places = [1, 2, 3, 4, 5, 6].map((seed) => readSetting('Hope', '', new Dice(`${seed}`)).place);

    expect(new Set(places).size).toBeGreaterThan(1);
  });
});
