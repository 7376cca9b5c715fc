import type { Dice } from './dice.js';
import { readSign, type Sign } from './read-sign.js';
import {
  animals,
  flyingThings,
  indoorThings,
  outdoorThings,
  people,
  pronouns,
  type Animal,
  type FlyingThing,
  type Folk,
  type IndoorThing,
  type OutdoorThing,
} from './thing-words.js';
import {
  indoorPlaces,
  moods,
  places,
  seasons,
  styles,
  times,
  weathers,
  type Mood,
  type Place,
  type Season,
  type Style,
  type Time,
  type Weather,
} from './vocabulary.js';
import { Words } from './words.js';

/** What a prompt says of a picture, and what was thrown where it says nothing. */
export interface Setting {
  readonly place: Place;
  readonly isIndoors: boolean;
  readonly time: Time;
  readonly weather: Weather;
  readonly season: Season;
  readonly mood: Mood;
  readonly style?: Style | undefined;
  readonly folk: readonly Folk[];
  readonly outdoorThings: readonly OutdoorThing[];
  readonly indoorThings: readonly IndoorThing[];
  readonly animals: readonly Animal[];
  readonly flying: readonly FlyingThing[];
  /** What is to be read in the picture. */
  readonly sign?: Sign | undefined;
}

export function readSetting(prompt: string, negativePrompt: string, dice: Dice): Setting {
  const sign = readSign(prompt);
  const words = new Words(sign ? prompt.replace(sign.text, '') : prompt);
  const unwanted = new Words(negativePrompt);
  const found = <Name extends string>(vocabulary: Readonly<Record<Name, string>>) =>
    words.find(vocabulary).filter((name) => !unwanted.find(vocabulary).includes(name));
  const place = placeOf(words, found(places), dice);
  const weather = found(weathers)[0] ?? dice.for('weather').pick(['clear', 'clear', 'cloudy']);
  const season = found(seasons)[0] ?? (found(weathers).includes('snow') || place === 'snow' ? 'winter' : undefined);
  return {
    place,
    isIndoors: indoorPlaces.includes(place),
    time: found(times)[0] ?? (weather === 'clear' ? dice.for('time').pick(['day', 'day', 'dawn', 'dusk']) : 'day'),
    weather,
    season: season ?? 'summer',
    mood: found(moods)[0] ?? 'calm',
    style: found(styles)[0],
    folk: folkOf(words, found(people), unwanted.find(people).length > 0),
    outdoorThings: found(outdoorThings),
    indoorThings: found(indoorThings),
    animals: found(animals),
    flying: found(flyingThings),
    sign,
  };
}

const landscapes = ['hills', 'mountains', 'lake', 'field', 'forest', 'sea', 'river'] as const;

const besideWater = new Set<Place>(['mountains', 'hills', 'forest', 'field', 'village', 'garden']);

/** INT. and EXT., as scripts have them, decide on which side of the door it plays. */
function placeOf(words: Words, all: readonly Place[], dice: Dice): Place {
  const isInside = (place: Place) => indoorPlaces.includes(place);
  if (words.has('int')) return all.find(isInside) ?? 'livingRoom';
  const found = words.has('ext') ? all.filter((place) => !isInside(place)) : all;
  const [first] = found;
  const water = found.find((place) => place === 'lake' || place === 'river');
  if (water && first && besideWater.has(first)) return water;
  if (first && !(first === 'livingRoom' && found.length > 1)) return first;
  const outside = found.find((place) => place !== 'livingRoom');
  if (outside && !words.has('room')) return outside;
  if (first) return first;
  if (words.find(indoorThings).length > words.find(outdoorThings).length + words.find(animals).length)
    return 'livingRoom';
  return dice.for('place').pick([...landscapes]);
}

const mostFolk = 5;

/** Names are people where they do something: `Mira opens the door`. */
function folkOf(words: Words, found: readonly Folk[], areUnwanted: boolean): readonly Folk[] {
  if (areUnwanted) return [];
  const named = words.actingNames().length;
  const single = found.filter((folk) => folk !== 'crowd');
  const several = single.flatMap((folk) => Array<Folk>(words.countOf(people[folk])).fill(folk));
  const all = several.length >= named ? several : [...several, ...Array<Folk>(named - several.length).fill('person')];
  const [told] = words.find(pronouns);
  if (told && all.length === 0) all.push(told);
  else if (told && !all.includes(told) && all.includes('person')) all[all.indexOf('person')] = told;
  if (found.includes('crowd')) all.push('man', 'woman', 'person', 'child');
  return all.slice(0, mostFolk);
}
